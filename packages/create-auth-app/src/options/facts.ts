import { catalogue } from "./catalogue.ts";
import type { Answer, AnyAnswers, Catalogue, Option } from "./option.ts";

/**
 * The names of all that is on: each chosen value (`"sqlite"`, `"email-code"`, …) with what it gives
 * (`"mail-service"`), and the same for each toggle that is true (`"pin-node"`). Markers, layers and
 * manifests use only these names.
 */
export type Facts = ReadonlySet<string>;

/** What exists only when the fact is on. */
export type ByFact = Readonly<Record<string, readonly string[]>>;

/** The facts of `answers`. Keys that aren't options are ignored. */
export function factsOf(answers: AnyAnswers, from: Catalogue = catalogue): Facts {
  return new Set(
    Object.entries(from).flatMap(([id, option]) => factsOfAnswer(option, answers[id] ?? false)),
  );
}

/** What one answer adds to the facts. */
export function factsOfAnswer(option: Option, answer: Answer): readonly string[] {
  if (option.kind === "toggle") return answer ? [option.flag, ...(option.gives ?? [])] : [];
  if (typeof answer === "boolean") return [];
  const values = typeof answer === "string" ? [answer] : answer;
  const several = option.kind === "some" && values.length > 1 ? option.several : undefined;
  const given = values.flatMap((value) => {
    const { gives = [], standsIn } = option.choices[value] ?? {};
    const isAlone = !standsIn?.for.some((other) => values.includes(other));
    return [value, ...gives, ...(isAlone ? (standsIn?.gives ?? []) : [])];
  });
  return unique(several === undefined ? given : [...given, several]);
}

/** Every fact that an option can give. */
export function factsIn(option: Option): readonly string[] {
  if (option.kind === "toggle") return factsOfAnswer(option, true);
  const values = Object.keys(option.choices);
  const eachAlone = values.map((value) => [value]);
  const answers = option.kind === "some" ? [...eachAlone, values] : eachAlone;
  return unique(answers.flatMap((answer) => factsOfAnswer(option, answer)));
}

/** These facts and all others that decide about them: some are given by choices taken together. */
export function withDeciding(facts: Iterable<string>, from: Catalogue = catalogue): Set<string> {
  const deciding = new Set(facts);
  for (const option of Object.values(from)) {
    if (option.kind !== "some") continue;
    const values = Object.keys(option.choices);
    if (option.several !== undefined && deciding.has(option.several)) {
      for (const value of values) deciding.add(value);
    }
    for (const { standsIn } of Object.values(option.choices)) {
      if (!standsIn?.gives.some((fact) => deciding.has(fact))) continue;
      for (const fact of standsIn.for) deciding.add(fact);
    }
  }
  return deciding;
}

function unique(facts: readonly string[]): string[] {
  return [...new Set(facts)];
}

/** Whether a fact is on, or one of `a|b`. */
export function isOn(names: string, facts: Facts): boolean {
  return names.split("|").some((name) => facts.has(name));
}

/** Every name that a fact can have, on or off. Any other name is a typing mistake. */
export function factNames(from: Catalogue = catalogue): ReadonlySet<string> {
  return new Set(Object.values(from).flatMap(factsIn));
}
