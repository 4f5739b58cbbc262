import { hue } from "~/brand";
import css from "~/colors.css?raw";

// better-auth's CLI reads the configuration without Vite, and so without this text.
const isReadable = css.includes("--background:");
const [light = "", dark = ""] = css.split("@media (prefers-color-scheme: dark)");

/** The colors of colors.css for emails and pictures, which know no variables and no oklch(). */
export const lightColor = inHex(declarations(light));
export const darkColor = inHex({ ...declarations(light), ...declarations(dark) });

function declarations(block: string): Record<string, string> {
  const found = block.matchAll(/--([\w-]+):\s*([^;]+);/g);
  return Object.fromEntries([...found].map(([, name = "", value = ""]) => [name, value]));
}

/** Looks a color up by its name without the dashes. */
function inHex(declared: Record<string, string>) {
  return function hexOf(name: string): string {
    if (!isReadable) return "";
    const value = (declared[name] ?? "").replace("var(--hue)", `${hue}`);
    const [, other] = /^var\(--([\w-]+)\)$/.exec(value) ?? [];
    if (other) return hexOf(other);
    if (/^#[\da-f]{6}$/i.test(value)) return value;
    const [, l, c, h] = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)$/.exec(value) ?? [];
    if (h) return oklchToHex(Number(l), Number(c), Number(h));
    throw new Error(`colors.css: emails need --${name} as oklch(0.43 0.085 165) or as #0f5c45.`);
  };
}

/** The conversion of CSS Color 4. What a screen can't show is cut off, as browsers do it. */
function oklchToHex(lightness: number, chroma: number, degrees: number) {
  const angle = (degrees * Math.PI) / 180;
  const a = chroma * Math.cos(angle);
  const b = chroma * Math.sin(angle);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return `#${linear.map(byte).join("")}`;
}

function byte(linear: number) {
  const value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
  const rounded = Math.round(Math.min(Math.max(value, 0), 1) * 255);
  return rounded.toString(16).padStart(2, "0");
}
