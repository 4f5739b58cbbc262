import { describe, expect, test } from "vitest";
import {
  catalogueDefaults,
  defaultAnswers,
  defaultsTaken,
  flagsFor,
} from "../../src/options/answers.ts";
import { answerLabel } from "../../src/options/option.ts";
import { madeUp } from "./made-up-catalogue.ts";

const host = { cwd: "/", env: {}, platform: "linux", nodeVersion: "24.1.0" } as const;

test.each([
  [{}, { pm: "npm", pinNode: false }],
  [{ env: { npm_config_user_agent: "pnpm/12.1.0 npm/? node/v24.1.0" } }, { pm: "pnpm" }],
  [{ nodeVersion: "22.21.9" }, { pinNode: true }],
  [{ nodeVersion: "22.22.0" }, { pinNode: false }],
  [{ nodeVersion: "20.19.0" }, { pinNode: true }],
])("defaults at %j", (at, expected) => {
  expect(defaultAnswers({ ...host, ...at })).toMatchObject(expected);
});

describe("defaults in use", () => {
  const defaults = catalogueDefaults(madeUp);

  test("each is listed with the flag that changes it", () => {
    expect(defaultsTaken({}, defaults, madeUp)).toEqual([
      { label: "Shape", value: "circle", flag: "--shape circle|square" },
      { label: "Colors", value: "red", flag: "--colors red,green,blue (one or more)" },
      { label: "Brush", value: "thin", flag: "--brush thin|thick" },
      { label: "Frame", value: "off", flag: "--frame" },
    ]);
  });

  test("lists only the options that apply", () => {
    const square = { ...defaults, shape: "square" } as const;
    const corners = { label: "Corners", value: "sharp", flag: "--corners sharp|round" };
    expect(defaultsTaken({}, defaults, madeUp)).not.toContainEqual(corners);
    expect(defaultsTaken({}, square, madeUp)).toContainEqual(corners);
  });

  test("an answer isn't a default, even if it has the same value", () => {
    const given = { shape: "circle", colors: ["red"], brush: "thin", frame: false } as const;
    expect(defaultsTaken(given, defaults, madeUp)).toEqual([]);
  });
});

test.each([
  [{}, ["--shape", "circle", "--colors", "red"]],
  [
    { shape: "square", colors: ["red", "blue"] },
    ["--shape", "square", "--colors", "red,blue", "--corners", "sharp"],
  ],
  [
    { shape: "square", corners: "round" },
    ["--shape", "square", "--colors", "red", "--corners", "round"],
  ],
  [
    { brush: "thick", frame: true },
    ["--shape", "circle", "--colors", "red", "--brush", "thick", "--frame"],
  ],
] as const)("flags for %j", (changed, flags) => {
  expect(flagsFor({ ...catalogueDefaults(madeUp), ...changed }, madeUp)).toEqual(flags);
});

test.each([
  ["square", madeUp.shape, "Square"],
  [["red", "blue"], madeUp.colors, "Red, Blue"],
  [true, madeUp.frame, "on"],
  [false, madeUp.frame, "off"],
])("%j in words", (answer, option, label) => {
  expect(answerLabel(answer, option)).toBe(label);
});
