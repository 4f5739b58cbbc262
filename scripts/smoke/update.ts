// A month later: a project that an older version created gets passwords and a second factor.
// `node scripts/smoke/update.ts` publishes two versions of the command to a registry of its own, edits
// a project as an owner does, and updates it with one command.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchBrowser } from "./browser.ts";
import { newcomersEnvironment, npm, screenshots } from "./newcomer.ts";
import { commit, ownersMonth } from "./owner.ts";
import { startRegistry } from "./registry.ts";
import { timed } from "./run-timed.ts";
import { signIn } from "./sign-in.ts";
import { outputOf } from "./start-command.ts";
import { copyAsVersion } from "./versions.ts";

const [older, newer] = ["0.1.0", "0.2.0"];
const who = "update";

/** What was different in the older version: a sentence of the README, and a file. */
function asBefore(path: string, text: string): string {
  if (path === "README.md") return text.replace("## ", "## In the older version: ");
  return path === ".dockerignore" ? `${text}older\n` : text;
}

const workplace = await mkdtemp(join(tmpdir(), "create-auth-app-update-"));
const registry = await startRegistry(join(workplace, "registry"));
const npmCache = process.env["SMOKE_NPM_CACHE"] ?? join(workplace, "npm-cache");
await mkdir(screenshots, { recursive: true });
const browser = await launchBrowser();
try {
  const store = { registry: registry.url, npmCache, close: registry.close };
  const env = await newcomersEnvironment(npm, store, join(workplace, "home"));
  const project = join(workplace, "my-app");
  const run = (what: string, ...command: [string, ...string[]]) =>
    timed(who, what, command, project, env);

  await copyAsVersion(older, join(workplace, older), asBefore);
  await registry.publish(join(workplace, older), process.env);
  await timed(who, "create", npm.create, workplace, env);
  await ownersMonth(project, run);

  await copyAsVersion(newer, join(workplace, newer));
  await registry.publish(join(workplace, newer), process.env);
  const status = await run("status", "npx", "--yes", "create-auth-app@latest", "status");
  assert.match(status, new RegExp(`${older} \\(latest: ${newer}\\)`), "status knows what's newer");
  assert.match(status, /Deleted by you:\n\s+DEPLOY\.md/);
  const updated = await run(
    "update",
    ...(["npx", "--yes", "create-auth-app@latest"] as const),
    ...["add", "password", "two-factor"],
  );
  assert.match(updated, /Downloaded create-auth-app 0\.1\.0, which created the project/);
  assert.match(updated, /Test sign-in passed/);
  await assertUpdated(project);

  await run("test", ...npm.run("test", "test/passwords.test", "test/two-factor.test", "notes"));
  await commit(run, "Passwords and a second factor");
  const again = await run("update again", "npx", "--yes", "create-auth-app@latest", "update");
  assert.match(again, /Nothing to do/, "an up-to-date project has nothing to do");
  await signIn({ who, script: "dev", command: npm.run("dev"), project, env, browser });
} finally {
  await browser.close();
  registry.close();
  await rm(workplace, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 });
}

async function assertUpdated(project: string) {
  const read = (path: string) => readFile(join(project, path), "utf8");
  assert.match(await read("README.md"), /^# Notes, by their owner$/m);
  assert.doesNotMatch(await read("README.md"), /In the older version/);
  assert.match(await read("app/routes.ts"), /routes\/notes\.tsx/);
  assert.match(await read("app/routes.ts"), /register/);
  assert.match(await read("app/app.css"), /rebeccapurple/);
  assert.match(await read("package.json"), /"notes": "echo notes"/);
  assert.match(await read(".env"), /^MY_OWN=1$/m);
  assert.equal(existsSync(join(project, "DEPLOY.md")), false, "a deleted file stays deleted");
  assert.doesNotMatch(await read(".dockerignore"), /older/);
  const journal = JSON.parse(await read("app/db/migrations/meta/_journal.json"));
  const tags = journal.entries.map(({ tag }: { tag: string }) => tag);
  assert.deepEqual(tags, ["0000_init", "0001_notes", "0002_add-password-add-two-factor"]);
  const rows = await outputOf(["node_modules/.bin/node", "rows.mjs", "count"], { cwd: project });
  assert.equal(rows.trim(), "1 user, 2 notes, two_factor is there");
}
