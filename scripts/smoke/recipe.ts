// Follows the README of generated projects: `node scripts/smoke/recipe.ts [app] …`
// adds the page with a table that the README describes, by the README's own text, to a project of
// each app with each database. Two people and a stranger then use it.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { writeBorrowedProject } from "../../packages/create-auth-app/scripts/borrowed-project.ts";
import { readRepository } from "../../packages/create-auth-app/src/engine/read-repository.ts";
import { catalogueDefaults } from "../../packages/create-auth-app/src/options/answers.ts";
import type { ProjectAnswers } from "../../packages/create-auth-app/src/options/catalogue.ts";
import { assertAccessible } from "./accessibility.ts";
import { failureOf, startApp } from "./app-process.ts";
import { launchBrowser } from "./browser.ts";
import { freePort } from "./free-port.ts";
import { npm, root } from "./newcomer.ts";
import { applyRecipe } from "./recipe/apply-recipe.ts";
import { timed } from "./run-timed.ts";

/** Each app with each database, each sign-in method, and each way to carry a session. */
const projects: Record<string, Partial<ProjectAnswers>> = {
  "react-router-sqlite": {},
  "react-router-postgres": { database: "postgres", signIn: ["password"] },
  "fsd-spa-sqlite": { framework: "fsd-spa", signIn: ["password"], twoFactor: true },
  "fsd-spa-postgres": { framework: "fsd-spa", database: "postgres", session: "token" },
};

const { HOME, PATH } = process.env;
const templates = readRepository(root);
const workplace = await mkdtemp(join(tmpdir(), "create-auth-app-recipe-"));
const browser = await launchBrowser();
try {
  const words = process.argv.slice(2);
  for (const [name, answers] of Object.entries(projects)) {
    if (words.every((word) => name.includes(word))) await followReadme(name, answers);
  }
} finally {
  await browser.close();
  // The embedded database closes its files a moment after the last command that used it ends.
  await rm(workplace, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 });
}

async function followReadme(name: string, some: Partial<ProjectAnswers>) {
  const answers = { name, ...catalogueDefaults(), ...some } as ProjectAnswers;
  const project = join(workplace, name);
  writeBorrowedProject(project, answers, templates, root);
  const env = { HOME, PATH, NODE_ENV: "development" };
  const run = (script: string, ...args: string[]) =>
    timed(name, [script, ...args].join(" "), npm.run(script, ...args), project, env);

  await run("setup");
  const readme = await readFile(join(project, "README.md"), "utf8");
  const { files, scripts } = await applyRecipe(project, readme);
  assert.deepEqual(scripts, ["db:generate", "db:migrate"]);
  for (const script of scripts) await run(script);
  // The folder isn't a repository, so Biome has no .gitignore to read.
  await run("check", "--vcs-enabled=false", ...files);
  await run("typecheck");
  if (answers.framework === "fsd-spa") await run("lint:fsd");
  // Builds the app first.
  await run("test", "test/notes.test.ts");
  if (answers.signIn.includes("email-code")) await writeNotes(name, project, env);
}

/** Adds, edits and deletes a note with the keyboard, as someone who comes from the header's menu. */
async function writeNotes(name: string, project: string, env: NodeJS.ProcessEnv) {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const app = await startApp({
    command: npm.run("start"),
    cwd: project,
    env: { ...env, PORT: `${port}`, BETTER_AUTH_URL: origin },
    healthUrl: `${origin}/healthz`,
  });
  const context = await browser.newContext({ baseURL: origin });
  try {
    const page = await context.newPage();
    await page.goto("/notes");
    await page.waitForURL(/\/login\?redirectTo=%2Fnotes$/);
    await signIn(page, `${name}@example.com`, origin);
    await page.waitForURL(/\/notes$/);

    const newNote = page.getByLabel("New note");
    const note = page.getByLabel("Note", { exact: true });
    await newNote.fill("Buy bread");
    await newNote.press("Enter");
    await note.waitFor();
    assert.equal(await newNote.inputValue(), "", "the form is empty for the next note");
    await assertAccessible(page, `${name}: notes`);
    await note.fill("Buy bread and butter");
    const saved = page.waitForResponse((response) => response.request().method() !== "GET");
    await note.press("Enter");
    await saved;
    await page.reload();
    await note.waitFor();
    assert.equal(await note.inputValue(), "Buy bread and butter", "Enter saves");
    await page.getByRole("button", { name: "Delete" }).click();
    await note.waitFor({ state: "detached" });
    await page.reload();
    await newNote.waitFor();
    assert.equal(await note.count(), 0, "the deleted note is gone");
  } catch (error) {
    throw failureOf(name, error, app.output());
  } finally {
    await context.close();
    await app.stop();
  }
}

async function signIn(page: Page, email: string, origin: string) {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Email").press("Enter");
  const field = page.locator('input[autocomplete="one-time-code"]');
  await field.waitFor();
  const { messages } = await (await fetch(`${origin}/dev/mailbox.json`)).json();
  await field.pressSequentially(messages[0].code);
}
