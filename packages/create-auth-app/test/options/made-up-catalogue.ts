import type { Catalogue } from "../../src/options/option.ts";

/**
 * A catalogue with an option of each kind, several choices, one option that doesn't always apply,
 * and nothing from the real one.
 */
export const madeUp = {
  shape: {
    kind: "one",
    flag: "shape",
    label: "Shape",
    help: "the outline",
    asked: true,
    choices: {
      circle: { label: "Circle", hint: "round" },
      square: { label: "Square", hint: "four corners" },
    },
    default: "circle",
  },
  colors: {
    kind: "some",
    flag: "colors",
    label: "Colors",
    help: "the paint",
    asked: true,
    choices: {
      red: { label: "Red", hint: "warm" },
      green: { label: "Green", hint: "calm" },
      blue: { label: "Blue", hint: "cool" },
    },
    default: ["red"],
  },
  brush: {
    kind: "one",
    flag: "brush",
    label: "Brush",
    help: "how thick",
    asked: false,
    choices: { thin: { label: "Thin", hint: "" }, thick: { label: "Thick", hint: "" } },
    default: "thin",
  },
  frame: {
    kind: "toggle",
    flag: "frame",
    label: "Frame",
    help: "wood",
    asked: false,
    default: false,
  },
  corners: {
    kind: "one",
    flag: "corners",
    label: "Corners",
    help: "how they end",
    asked: true,
    appliesTo: "square",
    choices: { sharp: { label: "Sharp", hint: "" }, round: { label: "Round", hint: "" } },
    default: "sharp",
  },
  only: {
    kind: "one",
    flag: "only",
    label: "Only",
    help: "no choice",
    asked: true,
    choices: { one: { label: "One", hint: "" } },
    default: "one",
  },
} as const satisfies Catalogue;

export const madeUpPresets = {
  disc: { help: "a red disc", answers: { shape: "circle" } },
} as const;
