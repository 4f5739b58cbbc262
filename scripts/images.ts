// Takes the README's pictures of a new project: `node scripts/images.ts <folder of a project>`.
// The project has to be created by the command with its defaults, and built.
import { mkdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { startApp } from "./smoke/app-process.ts";
import { launchBrowser } from "./smoke/browser.ts";
import { freePort } from "./smoke/free-port.ts";
import { codeIn } from "./smoke/sign-in.ts";

type ColorScheme = "light" | "dark";

const project = resolve(process.argv[2] ?? ".");
const images = join(dirname(dirname(fileURLToPath(import.meta.url))), "docs/images");
const size = { width: 1040, height: 660 };
const gap = 24;
const backdrop = { light: "#dfe8e2", dark: "#0a0f0d" };

const port = await freePort();
const origin = `http://localhost:${port}`;
await mkdir(images, { recursive: true });
const app = await startApp({
  command: ["npm", "start"],
  cwd: project,
  env: { ...process.env, PORT: `${port}`, BETTER_AUTH_URL: origin },
  healthUrl: `${origin}/healthz`,
});
const browser = await launchBrowser();
try {
  for (const scheme of ["light", "dark"] as const) await picture(browser, scheme);
} finally {
  await browser.close();
  await app.stop();
}

/** The code step beside the dashboard. */
async function picture(from: Browser, colorScheme: ColorScheme) {
  const page = await from.newPage({ viewport: size, colorScheme });
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await page.goto(`${origin}/login`);
  await page.getByLabel("Email").fill("ada@example.com");
  await page.getByRole("button", { name: "Email me a code" }).click();
  const field = page.getByLabel("6-digit code");
  await field.waitFor();
  const code = codeIn(app.output());
  await field.pressSequentially(code.slice(0, 4));
  await page.waitForTimeout(700); // until the card has come up
  const typing = await page.screenshot();
  await field.pressSequentially(code.slice(4));
  await page.waitForURL(/\/dashboard$/);
  await page.waitForLoadState("networkidle");
  const inside = await page.screenshot();
  await sideBySide(page, [typing, inside], join(images, `sign-in-${colorScheme}.png`), colorScheme);
  await page.close();
}

async function sideBySide(page: Page, shots: Buffer[], path: string, scheme: ColorScheme) {
  const figures = shots.map(
    (shot) => `<img src="data:image/png;base64,${shot.toString("base64")}">`,
  );
  await page.setViewportSize({ width: 2 * size.width + 3 * gap, height: size.height + 2 * gap });
  await page.goto("about:blank");
  await page.setContent(`<style>
    body { margin: 0; padding: ${gap}px; display: flex; gap: ${gap}px; background: ${backdrop[scheme]} }
    img { width: ${size.width}px; border-radius: 12px; box-shadow: 0 8px 32px #0003 }
  </style>${figures.join("")}`);
  await page.waitForTimeout(200);
  await page.screenshot({ path });
}
