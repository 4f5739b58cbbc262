import type { Host } from "../host.ts";
import { isTooOld } from "../versions.ts";
import { applies } from "./applies.ts";
import { type Answers, catalogue } from "./catalogue.ts";
import { type AnyAnswers, answerLabel, type Catalogue, flagText } from "./option.ts";
import { startedBy } from "./package-managers.ts";

/** The default of each option on this host: two of them depend on it. */
export function defaultAnswers(host: Pick<Host, "env" | "nodeVersion">): Answers {
  return {
    ...catalogueDefaults(),
    pm: startedBy(host.env),
    pinNode: isTooOld(host.nodeVersion),
  };
}

/** The default of each option. */
export function catalogueDefaults(from: Catalogue = catalogue): Answers {
  const defaults = Object.entries(from).map(([id, option]) => [id, option.default]);
  return Object.fromEntries(defaults) as Answers;
}

/** A default that was used, and the flag that changes it. */
export interface TakenDefault {
  label: string;
  value: string;
  flag: string;
}

/** The options that apply, have more than one answer, and were not answered. */
export function defaultsTaken(
  given: AnyAnswers,
  taken: AnyAnswers,
  from: Catalogue = catalogue,
): TakenDefault[] {
  return Object.entries(from).flatMap(([id, option]) => {
    const answer = taken[id];
    if (id in given || answer === undefined || !applies(option, taken, from)) return [];
    const { label } = option;
    const value = option.kind === "toggle" ? answerLabel(answer, option) : String(answer);
    if (option.kind === "toggle") return [{ label, value, flag: flagText(option, !answer) }];
    const choices = Object.keys(option.choices);
    if (choices.length < 2) return [];
    const flag = `--${option.flag} ${choices.join(option.kind === "some" ? "," : "|")}`;
    // Several can be chosen together, and nothing else would say so.
    return [{ label, value, flag: option.kind === "some" ? `${flag} (one or more)` : flag }];
  });
}

/** The flags that give these answers again: whatever is asked, and whatever is not the default. */
export function flagsFor(answers: AnyAnswers, from: Catalogue = catalogue): string[] {
  return Object.entries(from).flatMap(([id, option]) => {
    const answer = answers[id] ?? option.default;
    const isDefault = String(answer) === String(option.default);
    if (option.kind === "toggle") return isDefault ? [] : [flagText(option, answer)];
    const openQuestion =
      option.asked && applies(option, answers, from) && Object.keys(option.choices).length > 1;
    return isDefault && !openQuestion ? [] : [`--${option.flag}`, String(answer)];
  });
}
