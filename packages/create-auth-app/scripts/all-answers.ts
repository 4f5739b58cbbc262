import type { Answers, Catalogue, Option } from "../src/options.ts";
import { catalogue } from "../src/options.ts";

type Answer = string | readonly string[] | boolean;

/** Every combination of answers to the real catalogue. */
export function allAnswers(name = "my-app"): Answers[] {
  return combinations(catalogue).map((answers) => ({ name, ...answers }) as unknown as Answers);
}

function combinations(from: Catalogue): Record<string, Answer>[] {
  let all: Record<string, Answer>[] = [{}];
  for (const [id, option] of Object.entries(from)) {
    const values = valuesOf(option);
    all = all.flatMap((answers) => values.map((value) => ({ ...answers, [id]: value })));
  }
  return all;
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
