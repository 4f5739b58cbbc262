import {
  type Catalogue,
  type OneOf,
  type Option,
  oneOf,
  type SomeOf,
  someOf,
  toggle,
} from "./option.ts";

/** A provider that really sends gives `mail-service`; one with an HTTPS API also gives `mail-api`. */
const mailApi = ["mail-service", "mail-api"];

/** With anything beyond plain email codes, there is an account page to manage it. */
const managed = ["account"];

/** Signing in with an account elsewhere. */
const provider = ["social", ...managed];

/**
 * Everything that can be chosen. The flags, the prompts, the help, the validation and the tested
 * combinations all come from here. Nothing else names an option's values.
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
    help: "where accounts and sessions are stored",
    asked: true,
    choices: {
      sqlite: { label: "SQLite", hint: "one file, nothing to install" },
      postgres: {
        label: "PostgreSQL",
        hint: "embedded during development, your server in production",
        gives: ["database-server"],
      },
    },
    default: "sqlite",
  }),
  email: oneOf({
    flag: "email",
    label: "Email",
    help: "how email is sent",
    asked: true,
    choices: {
      console: { label: "Console", hint: "printed in the terminal and listed at /dev/mailbox" },
      smtp: { label: "SMTP", hint: "any SMTP server", gives: ["mail-service"] },
      resend: { label: "Resend", hint: "resend.com, with an API key", gives: mailApi },
      postmark: { label: "Postmark", hint: "postmarkapp.com, with a server token", gives: mailApi },
    },
    default: "console",
  }),
  signIn: someOf({
    flag: "sign-in",
    label: "Sign-in",
    help: "how people sign in",
    asked: true,
    several: "several-ways",
    choices: {
      "email-code": {
        label: "Email code",
        hint: "six digits by email, no password to remember",
        gives: ["code-sign-in"],
        tested: "an email code",
        firstStep: { doing: "sign in with any email address", mailed: "the code" },
      },
      password: {
        label: "Password",
        hint: "with a confirmed email; breached passwords are refused",
        gives: managed,
        tested: "a password",
        firstStep: {
          doing: "create an account with any email address",
          mailed: "the link that confirms it",
        },
      },
      passkey: {
        label: "Passkey",
        hint: "a fingerprint, a face, or a device's PIN; also a second factor",
        gives: managed,
        // An account begins with a confirmed address, and a lost passkey must not be its end. Codes
        // by email do for both, but they don't sign in to accounts that have a passkey.
        standsIn: { for: ["email-code", "password"], gives: ["email-code", "code-recovery"] },
        tested: "a passkey",
        firstStep: { doing: "create an account with any email address", mailed: "the code" },
      },
      github: {
        label: "GitHub",
        hint: "the app stands in for GitHub until you add keys",
        gives: provider,
        tested: "a provider",
        firstStep: { doing: "sign in as anyone, because the app stands in for GitHub" },
      },
      google: {
        label: "Google",
        hint: "the app stands in for Google until you add keys",
        gives: provider,
        tested: "a provider",
        firstStep: { doing: "sign in as anyone, because the app stands in for Google" },
      },
    },
    default: ["email-code"],
  }),
  twoFactor: toggle({
    flag: "two-factor",
    label: "Two-factor",
    help: "let people turn on codes from an authenticator app",
    asked: false,
    default: false,
    gives: managed,
  }),
  session: oneOf({
    flag: "session",
    label: "Session",
    help: "how the browser holds a session",
    asked: false,
    appliesTo: "fsd-spa",
    choices: {
      cookie: { label: "Cookie", hint: "scripts can't read it" },
      token: {
        label: "Token",
        hint: "for clients without cookies: another origin, a native app",
      },
    },
    default: "cookie",
  }),
  pm: oneOf({
    flag: "pm",
    label: "Package manager",
    help: "what installs and runs the app (default: the one that started this command)",
    asked: false,
    choices: {
      npm: { label: "npm", hint: "comes with Node" },
      pnpm: { label: "pnpm", hint: "one store for all projects" },
      yarn: { label: "Yarn", hint: "version 4" },
      bun: { label: "Bun", hint: "as the installer; the app runs on Node" },
    },
    default: "npm",
    installs: "any",
  }),
  pinNode: toggle({
    flag: "pin-node",
    label: "Pinned Node.js",
    help: "install a current LTS Node inside the project (default: only if yours is too old)",
    asked: false,
    default: false,
    installs: "own",
  }),
} satisfies Catalogue;

type AnswerTo<O extends Option> =
  O extends OneOf<infer Value> ? Value : O extends SomeOf<infer Value> ? readonly Value[] : boolean;

/** What was chosen: one value for each option. */
export type Answers = { readonly [Id in keyof typeof catalogue]: AnswerTo<(typeof catalogue)[Id]> };

/** All that a project is generated from, and what its record holds. The name is a valid npm package name. */
export type ProjectAnswers = Answers & { readonly name: string };

/** The options that can be answered for a remote template: those about installing any project. */
export function remoteOptions(from: Catalogue = catalogue): Catalogue {
  return optionsWhere(({ installs }) => installs === "any", from);
}

export function optionsWhere(
  test: (option: Option) => boolean,
  from: Catalogue = catalogue,
): Catalogue {
  return Object.fromEntries(Object.entries(from).filter(([, option]) => test(option)));
}
