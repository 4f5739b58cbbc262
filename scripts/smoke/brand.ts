// Changes the name, the hue and the mark in brand.ts of a project of each app, and checks that its
// pages, icon, mailbox and emails follow: `node scripts/smoke/brand.ts [hue]`, with screenshots in
// .artifacts/smoke.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { writeBorrowedProject } from "../../packages/create-auth-app/scripts/borrowed-project.ts";
import { readRepository } from "../../packages/create-auth-app/src/engine/read-repository.ts";
import { catalogueDefaults } from "../../packages/create-auth-app/src/options/answers.ts";
import type { ProjectAnswers } from "../../packages/create-auth-app/src/options/catalogue.ts";
import { assertAccessible } from "./accessibility.ts";
import { startApp } from "./app-process.ts";
import { launchBrowser } from "./browser.ts";
import { freePort } from "./free-port.ts";
import { npm, root, screenshots } from "./newcomer.ts";
import { report, timed } from "./run-timed.ts";
import { untilStill } from "./until-still.ts";

const [hue = "265"] = process.argv.slice(2);
const name = "Salt & Lemon";
const mark = '<circle cx="16" cy="16" r="7"/>';

const templates = readRepository(root);
const workplace = await mkdtemp(join(tmpdir(), "create-auth-app-brand-"));
const browser = await launchBrowser();
try {
  await rebrand({ framework: "react-router" }, "app");
  await rebrand({ framework: "fsd-spa" }, "server");
} finally {
  await browser.close();
  await rm(workplace, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 });
}

async function rebrand(some: Partial<ProjectAnswers>, folder: string) {
  const started = Date.now();
  const answers = { name: "my-app", ...catalogueDefaults(), ...some } as ProjectAnswers;
  const project = join(workplace, answers.framework);
  writeBorrowedProject(project, answers, templates, root);
  const brand = join(project, folder, "brand.ts");
  await writeFile(brand, rebranded(await readFile(brand, "utf8")));

  const { HOME, PATH } = process.env;
  const env = { HOME, PATH };
  await timed(answers.framework, "setup", npm.run("setup"), project, env);
  await timed(answers.framework, "build", npm.run("build"), project, env);
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const app = await startApp({
    command: npm.run("start"),
    cwd: project,
    // In development, so that there's a mailbox.
    env: { ...env, NODE_ENV: "development", PORT: `${port}`, BETTER_AUTH_URL: origin },
    healthUrl: `${origin}/healthz`,
  });
  const page = await browser.newPage({ baseURL: origin });
  try {
    await look(page, answers.framework);
  } catch (error) {
    throw new Error(`${answers.framework}: ${(error as Error).stack}\n${app.output()}`);
  } finally {
    await page.close();
    await app.stop();
  }
  report(answers.framework, "everything follows brand.ts", started);
}

/** The file as its owner would change it. */
function rebranded(text: string) {
  const changed = text
    .replace("appName = readable(name)", () => `appName = ${JSON.stringify(name)}`)
    .replace(/hue = \d+/, `hue = ${hue}`)
    .replace(/mark =\s*'.*'/, () => `mark = '${mark}'`);
  for (const value of [JSON.stringify(name), `hue = ${hue};`, mark])
    assert.ok(changed.includes(value));
  return changed;
}

async function look(page: Page, app: string) {
  await page.goto("/login");
  const button = page.getByRole("button", { name: "Email me a code" });
  await button.waitFor();
  assert.ok((await page.title()).endsWith(` · ${name}`), "the title of the tab has the name");
  assert.ok(await page.getByRole("banner").getByText(name).isVisible(), "the header has the name");
  const colorOf = (locator = button) =>
    locator.evaluate((element) => getComputedStyle(element).backgroundColor);
  assert.match(await colorOf(), new RegExp(`oklch\\(0\\.43 0\\.085 ${hue}\\)`));
  await picture(page, `${app}-login`);

  const icon = await (await page.request.get("/favicon.svg")).text();
  assert.ok(icon.includes(mark), "the icon has the mark");
  const [, tile = ""] = /fill="(#[\da-f]{6})"/.exec(icon) ?? [];
  // As precisely as eight bits per channel allow.
  assert.ok(Math.abs(hueOf(tile) - Number(hue)) <= 1, `the icon has the hue: ${tile}`);

  await page.getByLabel("Email").fill("ada@example.com");
  await button.click();
  await page.getByLabel("6-digit code").waitFor();

  await page.goto("/dev/mailbox");
  assert.ok((await page.title()).endsWith(` · ${name}`), "the mailbox has the name");
  const clear = page.getByRole("button", { name: "Clear" });
  await clear.waitFor();
  const link = page.getByRole("link", { name }).locator("img");
  assert.equal(await link.getAttribute("src"), "/favicon.svg", "the mailbox has the mark");
  const variable = await page.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue("--hue").trim(),
  );
  assert.equal(variable, hue, "the mailbox has the hue");
  await page.getByText("Preview").click();
  const email = page.frameLocator("iframe");
  await email.getByRole("heading").waitFor();
  assert.ok(await email.getByText(name, { exact: true }).isVisible(), "the email has the name");
  await assertAccessible(page, `${app}: mailbox, hue ${hue}`);
  await picture(page, `${app}-mailbox`);
  const { messages } = await (await page.request.get("/dev/mailbox.json")).json();
  const [{ html }] = messages;
  assert.ok(html.includes(mark), "the email has the mark");
  assert.ok(html.includes(`fill="${tile}"`), "the email has the hue");
  assert.ok(!html.includes("My app"), "the old name is gone everywhere");
}

async function picture(page: Page, what: string) {
  await mkdir(screenshots, { recursive: true });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // Wait until the colors of the other scheme are gone.
    await untilStill(page);
    await page.screenshot({ path: join(screenshots, `brand-${hue}-${what}-${colorScheme}.png`) });
  }
  await page.emulateMedia({ colorScheme: null });
}

/** The hue of a color in oklch, as CSS Color 4 computes it, in whole degrees. */
function hueOf(hex: string) {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const medium = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  const a = 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short;
  const b = 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short;
  return Math.round((Math.atan2(b, a) * 180) / Math.PI + 360) % 360;
}
