import { expect, test } from "vitest";
import { combinations } from "../../scripts/all-answers.ts";
import { catalogueDefaults } from "../../src/options/answers.ts";
import {
  applies,
  assertApplicable,
  onlyApplicable,
  withImplied,
} from "../../src/options/applies.ts";
import { catalogue } from "../../src/options/catalogue.ts";
import { factsIn } from "../../src/options/facts.ts";
import type { Option } from "../../src/options/option.ts";
import { madeUp } from "./made-up-catalogue.ts";

const defaults = catalogueDefaults(madeUp);
const square = { ...defaults, shape: "square" } as const;

test("an option applies if its fact is on, and always if it names none", () => {
  expect(applies(madeUp.corners, defaults, madeUp)).toBe(false);
  expect(applies(madeUp.corners, square, madeUp)).toBe(true);
  expect(applies(madeUp.brush, defaults, madeUp)).toBe(true);
});

test("an impossible answer is refused once the other one is known", () => {
  const refused = "--corners round only works with --shape square.";
  expect(() => assertApplicable({ ...defaults, corners: "round" }, madeUp)).toThrow(refused);
  expect(() => assertApplicable({ corners: "round", shape: "circle" }, madeUp)).toThrow(refused);
  expect(() => assertApplicable({ corners: "round" }, madeUp)).not.toThrow();
  expect(() => assertApplicable({ ...square, corners: "round" }, madeUp)).not.toThrow();
  expect(() => assertApplicable(defaults, madeUp)).not.toThrow();
});

test.each([
  ["frame", "--frame"],
  ["blue", "--colors blue"],
])("the message for the fact %s names the flag that gives it", (fact, flag) => {
  const from = { ...madeUp, corners: { ...madeUp.corners, appliesTo: fact } };
  const given = { ...catalogueDefaults(from), corners: "round" } as const;
  expect(() => assertApplicable(given, from)).toThrow(`only works with ${flag}.`);
});

test("an answer implies what it needs, and given answers are kept", () => {
  expect(withImplied({ corners: "round" }, madeUp)).toEqual({ shape: "square", corners: "round" });
  expect(withImplied({ corners: "sharp" }, madeUp)).toEqual({ corners: "sharp" });
  expect(withImplied({ shape: "circle" }, madeUp)).toEqual({ shape: "circle" });
});

test("answers to what no longer applies are dropped", () => {
  const answers = { shape: "circle", corners: "round" } as const;
  expect(onlyApplicable(answers, defaults, madeUp)).toEqual({ shape: "circle" });
  expect(onlyApplicable(answers, square, madeUp)).toEqual(answers);
});

test("impossible combinations are left out", () => {
  const all = combinations(madeUp);
  // Shapes with their corners, subsets of colors, brushes, frame or none.
  expect(all).toHaveLength(3 * 7 * 2 * 2);
  expect(all.filter(({ shape }) => shape === "circle").map(({ corners }) => corners)).not.toContain(
    "round",
  );
});

test("in the real catalogue, every condition is a fact of an option above", () => {
  const options = Object.values<Option>(catalogue);
  for (const [at, { appliesTo, flag }] of options.entries()) {
    if (appliesTo === undefined) continue;
    expect(options.slice(0, at).flatMap(factsIn), flag).toContain(appliesTo);
  }
});
