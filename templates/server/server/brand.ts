import type { PluginAPI } from "tailwindcss/plugin";
import { name } from "../package.json";

// The brand of the app. Its pages, icon, emails, and the mailbox of development follow.

/** The name that people see. Write your product's name here. */
export const appName = readable(name);

/** The hue of every color: 25 is red, 90 yellow, 165 green, 250 blue, 300 violet. */
export const hue = 165;

/** The mark: SVG for a square of 32 by 32, drawn in `currentColor` on a tile in the app's color. */
export const mark =
  '<path fill-rule="evenodd" d="M9.5 26V13a6.5 6.5 0 0 1 13 0v13zm9.5-7.6a1.4 1.4 0 1 0 0-2.8 1.4 1.4 0 0 0 0 2.8z"/>';

function readable(packageName: string): string {
  const words = packageName
    .replace(/^@[^/]*\//, "")
    .replaceAll(/[-_.]+/g, " ")
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** For Tailwind, which gives the hue to the colors in colors.css. */
export default function brand({ addBase }: PluginAPI) {
  addBase({ ":root": { "--hue": `${hue}` } });
}
