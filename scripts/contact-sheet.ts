/**
 * Takes a picture of every state of an app's pages, wide, at 390 and at 320 px, light and dark,
 * checks each with axe, and puts them on one page to look through.
 *
 *   node scripts/contact-sheet.ts <app> <folder>          for example: fsd-spa /tmp/sheet
 *   node scripts/contact-sheet.ts <app> <folder> <word>   only states whose names have the word
 *
 * Fails if axe finds anything.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { statesOf } from "./contact-sheet/states.ts";
import { startVisit } from "./contact-sheet/visit.ts";
import { assertAccessible } from "./smoke/accessibility.ts";
import { untilStill } from "./smoke/until-still.ts";

const widths = [1280, 390, 320];
const schemes = ["light", "dark"] as const;

const [app = "react-router-sqlite", target = "contact-sheet", word = ""] = process.argv.slice(2);
const folder = resolve(target);
await mkdir(folder, { recursive: true });
const { visit, end } = await startVisit(app, folder);
const { page } = visit;
const rows: string[] = [];
try {
  for (const [index, { name, reach }] of statesOf(app).entries()) {
    await page.setViewportSize({ width: 1280, height: 900 });
    await reach(visit);
    await page.waitForLoadState("networkidle");
    if (!name.includes(word)) continue;
    const pictures = await picturesOf(`${String(index + 1).padStart(2, "0")}-${name}`);
    rows.push(`<h2>${name}</h2><div>${pictures.join("")}</div>`);
    await assertAccessible(page, name).catch((error: Error) => {
      console.error(error.message);
      process.exitCode = 1;
    });
    console.log(name);
  }

  async function picturesOf(name: string): Promise<string[]> {
    const images: string[] = [];
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        // Wait until the colors of the other scheme are gone.
        await untilStill(page);
        const file = `${name.replaceAll(/\W+/g, "-")}-${width}-${colorScheme}.png`;
        await page.screenshot({ path: join(folder, file), fullPage: true });
        images.push(`<img src="${file}" width="${width / 2}" alt="">`);
      }
    }
    return images;
  }
} finally {
  await end();
}
const style =
  "body{font:14px sans-serif;background:#888}div{display:flex;gap:8px;align-items:start}";
const sheet = join(folder, "index.html");
await writeFile(
  sheet,
  `<!doctype html><title>${app}</title><style>${style}</style>${rows.join("\n")}`,
);
console.log(`\n${sheet}`);
