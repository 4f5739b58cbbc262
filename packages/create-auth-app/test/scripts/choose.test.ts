import { expect, test } from "vitest";
import { combinations } from "../../scripts/all-answers.ts";
import { chooseFew, shownTogether } from "../../scripts/composed/choose.ts";
import type { AnyAnswers } from "../../src/options/option.ts";
import { madeUp } from "../options/made-up-catalogue.ts";

const all = combinations(madeUp);
const shownBy = (answers: AnyAnswers) => shownTogether(answers, madeUp);

test("what two answers, and all features of an app, are together in a combination", () => {
  const square = {
    shape: "square",
    colours: ["red", "blue"],
    brush: "thin",
    frame: false,
    corners: "round",
    only: "one",
  } as const;
  const shown = shownBy(square);
  expect(shown).toHaveLength(1 + (6 * 5) / 2);
  expect(shown[0]).toBe("square, red+blue, no frame, round");
  expect(shown).toContain("red+blue with thin");
  expect(shown).toContain("no frame with round");
});

test("few combinations show all that all of them show", () => {
  const few = chooseFew(all, shownBy);
  const shown = new Set(few.flatMap(({ answers }) => shownBy(answers)));
  expect(shown).toEqual(new Set(all.flatMap(shownBy)));
  // As many as there are sets of features, where everything else fits in beside them.
  expect(few).toHaveLength(new Set(all.map((answers) => shownBy(answers)[0])).size);
  expect(few.length).toBeLessThan(all.length);
});

test("each is there for what no one before it has shown", () => {
  const before = new Set<string>();
  for (const { answers, because } of chooseFew(all, shownBy)) {
    expect(because).toEqual(shownBy(answers).filter((it) => !before.has(it)));
    expect(because).not.toEqual([]);
    for (const it of because) before.add(it);
  }
});

test("what cannot be is not looked for", () => {
  const shown = chooseFew(all, shownBy).flatMap(({ because }) => because);
  expect(shown).not.toContain("circle with round");
});

test("nothing is chosen from nothing", () => {
  expect(chooseFew([], shownBy)).toEqual([]);
});
