/** One value that an option can take. */
export interface Choice {
  /** How the prompts and the summary name it. */
  label: string;
  /** One short line beside the label: when one would choose it. */
  hint: string;
  /** Of a way to sign in that sends e-mail: what one does first, and what comes of it. */
  firstStep?: { doing: string; mailed: string };
}

interface OptionBase {
  /** The flag without its dashes. */
  flag: string;
  /** What the summary and the prompts call it. */
  label: string;
  /** One line for `--help`. */
  help: string;
  /** Whether the default path asks for it. What is not asked takes its default. */
  asked: boolean;
  /**
   * The fact without which there is nothing to choose: the default is then the only answer. An
   * option further up gives it.
   */
  appliesTo?: string;
}

/** Exactly one of the choices. */
export interface OneOf<Value extends string = string> extends OptionBase {
  kind: "one";
  choices: Record<Value, Choice>;
  default: NoInfer<Value>;
}

/** At least one of the choices. */
export interface SomeOf<Value extends string = string> extends OptionBase {
  kind: "some";
  choices: Record<Value, Choice>;
  default: readonly NoInfer<Value>[];
}

/** On or off. */
export interface Toggle extends OptionBase {
  kind: "toggle";
  default: boolean;
}

export type Option = OneOf | SomeOf | Toggle;
export type Catalogue = Record<string, Option>;

function oneOf<Value extends string>(option: Omit<OneOf<Value>, "kind">): OneOf<Value> {
  return { kind: "one", ...option };
}

function someOf<Value extends string>(option: Omit<SomeOf<Value>, "kind">): SomeOf<Value> {
  return { kind: "some", ...option };
}

function toggle(option: Omit<Toggle, "kind">): Toggle {
  return { kind: "toggle", ...option };
}

/**
 * Everything that can be chosen. The flags, the prompts, the help, the validation and the
 * combinations that are tested are all read from here; nothing else knows the values.
 */
export const catalogue = {
  framework: oneOf({
    flag: "framework",
    label: "Framework",
    help: "what the app is built with",
    asked: true,
    choices: {
      "react-router": {
        label: "React Router",
        hint: "server-rendered; every form works without JavaScript",
      },
      "fsd-spa": {
        label: "Vite + React SPA",
        hint: "Feature-Sliced Design, with its own Hono API",
      },
    },
    default: "react-router",
  }),
  database: oneOf({
    flag: "database",
    label: "Database",
    help: "where users and sessions are kept",
    asked: true,
    choices: {
      sqlite: { label: "SQLite", hint: "one file, nothing to install" },
      postgres: {
        label: "PostgreSQL",
        hint: "embedded while you develop, your server in production",
      },
    },
    default: "sqlite",
  }),
  email: oneOf({
    flag: "email",
    label: "E-mail",
    help: "how e-mail is sent",
    asked: true,
    choices: {
      console: { label: "Console", hint: "printed in the terminal and shown at /dev/mailbox" },
      smtp: { label: "SMTP", hint: "any mail server, by its address" },
      resend: { label: "Resend", hint: "resend.com, by an API key" },
      postmark: { label: "Postmark", hint: "postmarkapp.com, by a server token" },
    },
    default: "console",
  }),
  signIn: someOf({
    flag: "sign-in",
    label: "Sign-in",
    help: "the ways to sign in",
    asked: true,
    choices: {
      "email-code": {
        label: "E-mail code",
        hint: "six digits by e-mail, no password to lose",
        firstStep: { doing: "sign in with any e-mail address", mailed: "the code" },
      },
      password: {
        label: "Password",
        hint: "with a confirmed e-mail; breached ones are refused",
        firstStep: {
          doing: "register with any e-mail address",
          mailed: "the link that confirms it",
        },
      },
    },
    default: ["email-code"],
  }),
  twoFactor: toggle({
    flag: "two-factor",
    label: "Two-factor",
    help: "a code of an authenticator app, too, on every way in",
    asked: false,
    default: false,
  }),
  session: oneOf({
    flag: "session",
    label: "Session",
    help: "how a session is kept",
    asked: false,
    appliesTo: "fsd-spa",
    choices: {
      cookie: { label: "Cookie", hint: "which scripts cannot read" },
      token: {
        label: "Token",
        hint: "for clients without cookies: another origin, a native shell",
      },
    },
    default: "cookie",
  }),
  pm: oneOf({
    flag: "pm",
    label: "Package manager",
    help: "what installs and runs it (default: the one that started this command)",
    asked: false,
    choices: {
      npm: { label: "npm", hint: "comes with Node" },
      pnpm: { label: "pnpm", hint: "one store for all projects" },
      yarn: { label: "Yarn", hint: "version 4" },
      bun: { label: "Bun", hint: "as the installer; the app runs on Node" },
    },
    default: "npm",
  }),
  pinNode: toggle({
    flag: "pin-node",
    label: "Node.js in the project",
    help: "install a current LTS Node inside the project (default: only where yours is too old)",
    asked: false,
    default: false,
  }),
} satisfies Catalogue;

type ValueOf<O extends Option> =
  O extends OneOf<infer Value> ? Value : O extends SomeOf<infer Value> ? readonly Value[] : boolean;

/** What was chosen, one value for each option of a catalogue. */
export type AnswersOf<C extends Catalogue> = { readonly [Id in keyof C]: ValueOf<C[Id]> };

/** The answers to the real catalogue, and the project's name (a valid npm package name). */
export type Answers = AnswersOf<typeof catalogue> & { readonly name: string };

/**
 * The names of all that is on: each chosen value (`"sqlite"`, `"email-code"`, …) and the flag of
 * each toggle that is true (`"pin-node"`). Markers, layers and manifests speak of these names only.
 */
export type Facts = ReadonlySet<string>;

/** The facts of `answers` under `from`. Unknown keys of `answers` are not looked at. */
export function factsOf<C extends Catalogue>(answers: AnswersOf<C>, from: C): Facts {
  return new Set(
    Object.entries(from).flatMap(([id, option]) => factsOfAnswer(option, answers[id] as Answer)),
  );
}

/** One answer, to an option of any kind. */
export type Answer = string | readonly string[] | boolean;

/** What one answer adds to the facts. */
export function factsOfAnswer(option: Option, answer: Answer): readonly string[] {
  if (option.kind === "toggle") return answer ? [option.flag] : [];
  return typeof answer === "string" ? [answer] : (answer as readonly string[]);
}

/** Every fact that an option can give. */
export function factsIn(option: Option): readonly string[] {
  return option.kind === "toggle" ? [option.flag] : Object.keys(option.choices);
}
