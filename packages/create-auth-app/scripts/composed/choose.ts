import { factsOfAnswer } from "../../src/options/facts.ts";
import type { Answer, AnyAnswers, Catalogue, Option } from "../../src/options/option.ts";

export interface Chosen<Answers> {
  answers: Answers;
  /** What it is the first one to show. */
  because: readonly string[];
}

/**
 * A few of the combinations that show all that one of them shows. Always the next one that shows
 * most of what is left; of equals the first.
 */
export function chooseFew<Answers>(
  combinations: readonly Answers[],
  shownBy: (answers: Answers) => readonly string[],
): Chosen<Answers>[] {
  const open = combinations.map((answers) => ({ answers, shows: new Set(shownBy(answers)) }));
  const left = new Set(open.flatMap(({ shows }) => [...shows]));
  const chosen: Chosen<Answers>[] = [];
  while (left.size > 0) {
    const [next] = open
      .map(({ answers, shows }) => ({ answers, because: [...shows].filter((it) => left.has(it)) }))
      .sort((one, other) => other.because.length - one.because.length);
    if (!next) break;
    for (const shown of next.because) left.delete(shown);
    chosen.push(next);
  }
  return chosen;
}

/** Every two answers that are together in it, and all of them that decide about features. */
export function shownTogether(answers: AnyAnswers, from: Catalogue): string[] {
  const named = Object.entries(from).map(([id, option]) => {
    return { option, name: nameOf(option, answers[id] ?? option.default) };
  });
  const pairs = named.flatMap(({ name }, at) =>
    named.slice(at + 1).map((other) => `${name} with ${other.name}`),
  );
  const features = named.filter(({ option }) => option.kind !== "one" || option.appliesTo);
  const apps = named.slice(0, 1);
  return [[...apps, ...features].map(({ name }) => name).join(", "), ...pairs];
}

function nameOf(option: Option, answer: Answer): string {
  const facts = factsOfAnswer(option, answer);
  return facts.length === 0 ? `no ${option.flag}` : facts.join("+");
}
