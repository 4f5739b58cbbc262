import type { Place } from "../host.ts";
import { isTooOld } from "../versions.ts";
import { applies } from "./applies.ts";
import { type Answer, type AnswersOf, type Catalogue, catalogue } from "./catalogue.ts";
import { startedBy } from "./package-managers.ts";

export type Choices = AnswersOf<typeof catalogue>;

/** What holds for each option that nobody answers, here: two of the defaults depend on the place. */
export function defaultsAt(place: Place): Choices {
  return {
    ...catalogueDefaults(catalogue),
    pm: startedBy(place.env),
    pinNode: isTooOld(place.nodeVersion),
  };
}

/** The default of each option. */
export function catalogueDefaults<C extends Catalogue>(from: C): AnswersOf<C> {
  return Object.fromEntries(
    Object.entries(from).map(([id, option]) => [id, option.default]),
  ) as AnswersOf<C>;
}

/** A default that was taken, and the flag that takes something else. */
export interface TakenDefault {
  label: string;
  value: string;
  flag: string;
}

/** The options that apply, have more than one answer and were not answered. */
export function defaultsTaken<C extends Catalogue>(
  given: Partial<AnswersOf<C>>,
  taken: AnswersOf<C>,
  from: C,
): TakenDefault[] {
  return Object.entries(from).flatMap(([id, option]) => {
    if (id in given || !applies(option, taken, from)) return [];
    const answer = taken[id] as Answer;
    if (option.kind === "toggle") {
      return [
        {
          label: option.label,
          value: answer ? "yes" : "no",
          flag: `--${answer ? "no-" : ""}${option.flag}`,
        },
      ];
    }
    const choices = Object.keys(option.choices);
    if (choices.length < 2) return [];
    return [
      { label: option.label, value: String(answer), flag: `--${option.flag} ${choices.join("|")}` },
    ];
  });
}

/** An answer in words, for the summary. */
export function answerLabel(answer: Answer, option: Catalogue[string]): string {
  if (option.kind === "toggle") return answer ? "yes" : "no";
  const values = typeof answer === "string" ? [answer] : (answer as readonly string[]);
  return values.map((value) => option.choices[value]?.label ?? value).join(", ");
}

/** The flags that give these answers again: what is asked, and what is not the default. */
export function flagsFor<C extends Catalogue>(answers: AnswersOf<C>, from: C): string[] {
  return Object.entries(from).flatMap(([id, option]) => {
    const answer = answers[id] as Answer;
    if (option.kind === "toggle") {
      if (answer === option.default) return [];
      return [`--${answer ? "" : "no-"}${option.flag}`];
    }
    const isDefault = String(answer) === String(option.default);
    const openQuestion =
      option.asked && applies(option, answers, from) && Object.keys(option.choices).length > 1;
    return isDefault && !openQuestion ? [] : [`--${option.flag}`, String(answer)];
  });
}
