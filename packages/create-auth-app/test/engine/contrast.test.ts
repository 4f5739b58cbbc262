import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, expect, test, vi } from "vitest";

const server = resolve(import.meta.dirname, "../../../../templates/server/server");
const css = readFileSync(resolve(server, "colors.css"), "utf8");

/** The colors of the app with another hue in brand.ts, as its own code computes them for emails. */
async function colorsWith(hue: number) {
  vi.resetModules();
  vi.doMock("~/brand", () => ({ hue }));
  vi.doMock("~/colors.css?raw", () => ({ default: css }));
  return (await import(`${server}/lib/colors.ts`)) as Record<
    "lightColor" | "darkColor",
    (name: string) => string
  >;
}
afterAll(() => vi.doUnmock("~/brand"));

const channels = (hex: string) =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);

function luminance(color: number[]) {
  const linear = color.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  const [red = 0, green = 0, blue = 0] = linear;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: number[], other: number[]) {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** As `bg-primary/90` lies over a card. */
function mixed(color: number[], below: number[], opacity: number) {
  return color.map((part, at) => part * opacity + (below[at] ?? 0) * (1 - opacity));
}

// What pages, mailbox and emails write on what, by the names of colors.css.
const texts = {
  foreground: ["background", "card", "popover", "field", "muted"],
  "muted-foreground": ["background", "card", "popover", "field", "muted"],
  primary: ["background", "card"],
  "primary-foreground": ["primary"],
  "secondary-foreground": ["secondary"],
  "accent-foreground": ["accent", "background", "card"],
  "destructive-foreground": ["destructive"],
  "destructive-text": ["background", "card"],
};

/** Outlines, without which nobody sees a field, a box or the focus. */
const outlines = { input: ["field", "card"], ring: ["background", "card", "popover"] };

test("text and outlines have enough contrast with any hue, light and dark", async () => {
  const weak: string[] = [];
  for (let hue = 0; hue < 360; hue++) {
    const { lightColor, darkColor } = await colorsWith(hue);
    for (const [scheme, hex] of Object.entries({ light: lightColor, dark: darkColor })) {
      const color = (name: string) => channels(hex(name));
      const check = (what: string, ratio: number, least: number) => {
        if (ratio < least) weak.push(`${hue} ${scheme} ${what}: ${ratio.toFixed(2)} of ${least}`);
      };
      for (const [pairs, least] of [[texts, 4.5] as const, [outlines, 3] as const]) {
        for (const [name, grounds] of Object.entries(pairs)) {
          for (const ground of grounds) {
            check(`${name} on ${ground}`, contrast(color(name), color(ground)), least);
          }
        }
      }
      for (const name of ["primary", "destructive"]) {
        const hovered = mixed(color(name), color("card"), 0.9);
        check(`${name} hovered`, contrast(color(`${name}-foreground`), hovered), 4.5);
      }
      const alert = mixed(color("destructive"), color("card"), 0.08);
      check("text of an alert", contrast(color("destructive-text"), alert), 4.5);
    }
  }
  expect(weak).toEqual([]);
});
