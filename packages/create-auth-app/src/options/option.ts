/** One value that an option can take. */
export interface Choice {
  /** How the prompts and the summary name it. */
  label: string;
  /** One short line beside the label: when to choose it. */
  hint: string;
  /** Facts that it shares with other choices, so templates can name what these have in common. */
  gives?: readonly string[];
  /** Facts that it gives in place of other choices, if none of those was made. */
  standsIn?: { for: readonly string[]; gives: readonly string[] };
  /** For a sign-in method: what the test sign-in proves people can sign in with. */
  tested?: string;
  /** For a sign-in method: what to do first, and what is sent if that sends an email. */
  firstStep?: { doing: string; mailed?: string };
}

interface OptionBase {
  /** The flag without its dashes. */
  flag: string;
  /** What the summary and the prompts call it. */
  label: string;
  /** One line for `--help`. */
  help: string;
  /** Whether everyone is asked. The others are under "More options", and keep their defaults. */
  asked: boolean;
  /**
   * The fact without which there is nothing to choose, and the default is the only answer. An
   * option further up gives it.
   */
  appliesTo?: string;
  /**
   * Set if the answer is about what installs and runs the project, not about its code. "any" can
   * also be chosen for a remote template, "own" only for our own templates.
   */
  installs?: "any" | "own";
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
  /** The fact that several of the choices give together. */
  several?: string;
  choices: Record<Value, Choice>;
  default: readonly NoInfer<Value>[];
}

/** On or off. */
export interface Toggle extends OptionBase {
  kind: "toggle";
  /** Facts that it shares with other answers, as a choice can. */
  gives?: readonly string[];
  default: boolean;
}

export type Option = OneOf | SomeOf | Toggle;
/** Options by their id. */
export type Catalogue = Readonly<Record<string, Option>>;

/** What was chosen for one option, of any kind. */
export type Answer = string | readonly string[] | boolean;
/** Answers to any catalogue, by the option's id. Open ones are missing. */
export type AnyAnswers = Readonly<Record<string, Answer | undefined>>;

export function oneOf<Value extends string>(option: Omit<OneOf<Value>, "kind">): OneOf<Value> {
  return { kind: "one", ...option };
}

export function someOf<Value extends string>(option: Omit<SomeOf<Value>, "kind">): SomeOf<Value> {
  return { kind: "some", ...option };
}

export function toggle(option: Omit<Toggle, "kind">): Toggle {
  return { kind: "toggle", ...option };
}

/** An answer as the summary shows it. */
export function answerLabel(answer: Answer, option: Option): string {
  if (option.kind === "toggle") return answer ? "on" : "off";
  const values = typeof answer === "object" ? answer : [String(answer)];
  return values.map((value) => option.choices[value]?.label ?? value).join(", ");
}

/** An answer as it is typed. */
export function flagText(option: Option, answer: Answer): string {
  if (option.kind === "toggle") return `--${answer ? "" : "no-"}${option.flag}`;
  return `--${option.flag} ${String(answer)}`;
}
