import { UserError } from "../errors.ts";
import { suggestion } from "../input/flag-values.ts";
import { catalogueDefaults } from "../options/answers.ts";
import { applies, assertApplicable } from "../options/applies.ts";
import { type Answers, catalogue } from "../options/catalogue.ts";
import { type Answer, flagText, type Option } from "../options/option.ts";
import type { UpdateFlags } from "./arguments.ts";

/** An answer as `add` and `remove` name it: `password` for `--sign-in`, `two-factor` for its flag. */
interface Named {
  id: keyof Answers;
  option: Option;
  name: string;
}

/** The answers that the command asks for. Throws a `UserError` if they don't fit together. */
export function changeAnswers(
  before: Answers,
  flags: Pick<UpdateFlags, "command" | "names" | "answers">,
): Answers {
  const { command, names, answers } = flags;
  const changed = names.reduce<Answers>(
    (all, name) => (command === "add" ? added(all, find(name)) : removed(all, find(name))),
    { ...before, ...answers },
  );
  if (changed.framework !== before.framework) throw frameworkStays(before);
  const settled = settle(changed, before);
  assertApplicable(settled);
  return settled;
}

/** The options whose answers differ, each with both answers. */
export function differences(
  before: Answers,
  after: Answers,
): { option: Option; from: Answer; to: Answer }[] {
  return Object.entries<Option>(catalogue).flatMap(([id, option]) => {
    const [from, to] = [before[id as keyof Answers], after[id as keyof Answers]];
    return String(from) === String(to) ? [] : [{ option, from, to }];
  });
}

/** If there is no longer a choice about an old answer, it becomes the default. */
function settle(answers: Answers, before: Answers): Answers {
  const defaults = catalogueDefaults();
  const entries = Object.entries<Option>(catalogue).map(([id, option]) => {
    const key = id as keyof Answers;
    const isOld = String(answers[key]) === String(before[key]);
    return [id, isOld && !applies(option, answers) ? defaults[key] : answers[key]];
  });
  return Object.fromEntries(entries) as Answers;
}

function added(answers: Answers, { id, option, name }: Named): Answers {
  if (option.kind === "toggle") return { ...answers, [id]: true };
  if (option.kind === "one") return { ...answers, [id]: name };
  const chosen = answers[id] as readonly string[];
  const values = Object.keys(option.choices).filter(
    (value) => value === name || chosen.includes(value),
  );
  return { ...answers, [id]: values };
}

function removed(answers: Answers, { id, option, name }: Named): Answers {
  if (option.kind === "toggle") return { ...answers, [id]: false };
  if (option.kind === "one") throw needsAnother(option, name);
  const values = (answers[id] as readonly string[]).filter((value) => value !== name);
  if (values.length > 0) return { ...answers, [id]: values };
  throw new UserError(`Without ${name}, the project would have no ${option.label.toLowerCase()}.`, {
    code: "bad-value",
    hint: `Replace it: create-auth-app update ${flagText(option, others(option, name).slice(0, 1))}`,
  });
}

function needsAnother(option: Extract<Option, { kind: "one" }>, name: string): UserError {
  const [first = option.default] = others(option, name);
  return new UserError(`${name} can't be removed, only replaced.`, {
    code: "bad-value",
    hint: `For example: create-auth-app add ${first}`,
  });
}

function others(option: Exclude<Option, { kind: "toggle" }>, name: string): string[] {
  return Object.keys(option.choices).filter((value) => value !== name);
}

function find(name: string): Named {
  const all = namedAnswers();
  const found = all.find((one) => one.name === name);
  if (found) return found;
  if (Object.hasOwn(catalogue.framework.choices, name)) throw frameworkStays(undefined);
  const names = all.map((one) => one.name);
  const near = suggestion(name, names);
  throw new UserError(`Unknown answer: ${name}.`, {
    code: "bad-value",
    hint: [near && `Did you mean ${near}?`, `Allowed: ${names.join(", ")}.`]
      .filter(Boolean)
      .join("\n"),
  });
}

function namedAnswers(): Named[] {
  return Object.entries<Option>(catalogue).flatMap(([id, option]): Named[] => {
    if (id === "framework") return [];
    const names = option.kind === "toggle" ? [option.flag] : Object.keys(option.choices);
    return names.map((name) => ({ id: id as keyof Answers, option, name }));
  });
}

function frameworkStays(answers: Answers | undefined): UserError {
  const is = answers ? ` It's ${catalogue.framework.choices[answers.framework].label}.` : "";
  return new UserError(`The framework of a project can't be changed.${is}`, {
    code: "framework-stays",
    hint: "Your pages would have to be rewritten. Create a new project and move them over.",
  });
}
