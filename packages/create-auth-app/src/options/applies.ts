import { UserError } from "../errors.ts";
import { type Answers, catalogue } from "./catalogue.ts";
import { factsIn, factsOf, factsOfAnswer } from "./facts.ts";
import { type Answer, type AnyAnswers, type Catalogue, flagText, type Option } from "./option.ts";

/** Whether these answers leave anything to choose. If not, the default is the answer. */
export function applies(
  { appliesTo }: Option,
  answers: AnyAnswers,
  from: Catalogue = catalogue,
): boolean {
  return appliesTo === undefined || factsOf(answers, from).has(appliesTo);
}

/** Throws at an answer to an option that doesn't apply under the other answers, which may still be open. */
export function assertApplicable(answers: AnyAnswers, from: Catalogue = catalogue): void {
  for (const { option, answer, giver } of conditions(answers, from)) {
    const given = answers[giver.id];
    if (given === undefined || factsOfAnswer(giver.option, given).includes(giver.fact)) continue;
    const wanted = flagText(giver.option, giver.answer);
    throw new UserError(`${flagText(option, answer)} only works with ${wanted}.`, {
      code: "conflict",
      hint: `Add ${wanted}, or leave out --${option.flag}.`,
    });
  }
}

/** The answers, and those without which they wouldn't apply. */
export function withImplied(answers: AnyAnswers, from: Catalogue = catalogue): Partial<Answers> {
  const implied = conditions(answers, from).map(({ giver }) => [giver.id, giver.answer]);
  return { ...Object.fromEntries(implied), ...answers };
}

/** The answers without those to options that don't apply under `all`. */
export function onlyApplicable(
  answers: AnyAnswers,
  all: AnyAnswers,
  from: Catalogue = catalogue,
): Partial<Answers> {
  const applicable = Object.entries(answers).filter(([id]) => {
    const option = from[id];
    return option && applies(option, all, from);
  });
  return Object.fromEntries(applicable);
}

/** The answers that aren't the default and need another answer, with that other answer. */
function conditions(answers: AnyAnswers, from: Catalogue) {
  return Object.entries(from).flatMap(([id, option]) => {
    const answer = answers[id];
    const isDefault = answer === undefined || String(answer) === String(option.default);
    if (isDefault || option.appliesTo === undefined) return [];
    return [{ option, answer, giver: giverOf(option.appliesTo, from) }];
  });
}

/** The option that gives a fact, and the answer with which it does. */
function giverOf(
  fact: string,
  from: Catalogue,
): { id: string; option: Option; fact: string; answer: Answer } {
  const [id, option] =
    Object.entries(from).find(([, option]) => factsIn(option).includes(fact)) ?? [];
  if (id === undefined || !option) throw new Error(`No option gives ${fact}`);
  if (option.kind === "toggle") return { id, option, fact, answer: true };
  const value = Object.keys(option.choices).find((value) =>
    factsOfAnswer(option, value).includes(fact),
  );
  return { id, option, fact, answer: option.kind === "one" ? String(value) : [String(value)] };
}
