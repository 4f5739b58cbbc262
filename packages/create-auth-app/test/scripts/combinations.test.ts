import { expect, test } from "vitest";
import { combinations } from "../../scripts/all-answers.ts";
import {
  cover,
  everyCombination,
  everyFew,
  variablesOf,
  type Wish,
} from "../../scripts/combinations/cover.ts";
import { dependentFiles } from "../../scripts/combinations/dependence.ts";
import type { Template } from "../../src/engine/templates.ts";
import { factsOf } from "../../src/options/facts.ts";
import type { AnyAnswers } from "../../src/options/option.ts";
import { madeUp } from "../options/made-up-catalogue.ts";

const variables = variablesOf(madeUp);
const possible = combinations(madeUp);

/** Whether the answers have an acceptable value for each variable. */
function shows(answers: AnyAnswers, wish: Wish): boolean {
  const on = factsOf(answers, madeUp);
  return wish.every((mask, at) => {
    const values = variables[at]?.values ?? [];
    const isOn = (given: readonly string[]) => given.length > 0 && given.every((it) => on.has(it));
    const value = Math.max(values.findIndex(isOn), 0);
    return (mask & (1 << value)) !== 0;
  });
}

test.each([1, 2, 3])(
  "every %i compatible answers occur together in one of a few combinations",
  (size) => {
    const wishes = everyFew(size, variables);
    const few = cover(wishes, variables, madeUp);
    const all = new Set(possible.map((answers) => JSON.stringify(answers)));
    // Only valid answers, with several choices in the catalogue's order.
    expect(few.filter((answers) => !all.has(JSON.stringify(answers)))).toEqual([]);
    const missing = wishes.filter(
      (wish) =>
        possible.some((answers) => shows(answers, wish)) &&
        !few.some((answers) => shows(answers, wish)),
    );
    expect(missing).toEqual([]);
    expect(few.length).toBeLessThan(possible.length / 2);
  },
);

test("facts have as many combinations as there are answers that they tell apart", () => {
  const facts = new Set(["circle", "red", "frame"]);
  const wishes = everyCombination(facts, variables);
  expect(wishes).toHaveLength(2 ** 3);
  const shown = new Set(
    cover(wishes, variables, madeUp).map((answers) => {
      const on = factsOf(answers, madeUp);
      return [...facts].filter((fact) => on.has(fact)).join();
    }),
  );
  expect(shown.size).toBe(2 ** 3);
});

test("without anything to cover, nothing is chosen", () => {
  expect(cover([], variables, madeUp)).toEqual([]);
});

test("a file depends on its markers, its manifest, and the layers that replace it", () => {
  const text = (files: Record<string, string>) => new Map(Object.entries(files));
  const templates: (Template & { files: Map<string, string> })[] = [
    {
      name: "base",
      manifest: { kind: "base", files: { "red|green": ["server/paint/"] } },
      files: text({ "server/paint/a.ts": "a();\n", "server/b.ts": "b(); // @feature thin\n" }),
    },
    {
      name: "app",
      manifest: { kind: "app", fact: "circle", base: "base", serverRoot: "app" },
      files: text({ "app/c.ts": "c();\n" }),
    },
    {
      name: "layer",
      manifest: { kind: "layer", fact: "frame" },
      files: text({ "server/b.ts": "other(); // @feature blue\n", "d.ts": "d();\n" }),
    },
  ];
  const found = dependentFiles(templates, madeUp).map(({ path, facts }) => [path, [...facts]]);
  expect(Object.fromEntries(found)).toEqual({
    "app/paint/a.ts": ["red", "green"],
    "app/b.ts": ["thin", "frame", "blue"],
    "app/c.ts": [],
    "d.ts": ["frame"],
  });
});
