import { applies } from "../src/options/applies.ts";
import { type Answers, catalogue, type ProjectAnswers } from "../src/options/catalogue.ts";
import type { Answer, AnyAnswers, Catalogue, Option } from "../src/options/option.ts";

/** Every combination of answers to the real catalogue. */
export function allAnswers(name = "my-app"): ProjectAnswers[] {
  return combinations(catalogue).map((answers) => ({ name, ...(answers as Answers) }));
}

/** Every valid combination of answers. */
export function combinations(from: Catalogue): AnyAnswers[] {
  let all: Record<string, Answer>[] = [{}];
  for (const [id, option] of Object.entries(from)) {
    const values = valuesOf(option);
    all = all.flatMap((answers) => values.map((value) => ({ ...answers, [id]: value })));
  }
  return all.filter((answers) =>
    Object.entries(from).every(
      ([id, option]) =>
        applies(option, answers, from) || String(answers[id]) === String(option.default),
    ),
  );
}

function valuesOf(option: Option): Answer[] {
  if (option.kind === "toggle") return [false, true];
  const values = Object.keys(option.choices);
  return option.kind === "one" ? values : subsetsOf(values).filter((subset) => subset.length > 0);
}

function subsetsOf(values: readonly string[]): string[][] {
  const [first, ...rest] = values;
  if (first === undefined) return [[]];
  const without = subsetsOf(rest);
  return [...without, ...without.map((subset) => [first, ...subset])];
}

/** The defaults with all features on, then with `on` turned on and `off` turned off. */
export function answersWith(
  on: readonly string[],
  off: readonly string[],
  from: Catalogue = catalogue,
): AnyAnswers {
  const answers: Record<string, Answer> = {};
  for (const [id, option] of Object.entries(from)) {
    if (option.kind === "toggle") {
      answers[id] = !off.includes(option.flag);
      continue;
    }
    const values = Object.keys(option.choices);
    answers[id] =
      option.kind === "one"
        ? (values.find((value) => on.includes(value)) ?? option.default)
        : values.filter((value) => !off.includes(value));
  }
  return answers;
}
