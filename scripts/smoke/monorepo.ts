// The smoke test of a monorepo: `node scripts/smoke/monorepo.ts`
// creates both apps with the real command inside an npm workspace, where their packages end up in a
// folder further up, and does there what an owner would do.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Command, newcomersEnvironment, npm } from "./newcomer.ts";
import { timed } from "./run-timed.ts";
import { openStore, testsOf } from "./store.ts";

const who = "monorepo";
const workplace = await mkdtemp(join(tmpdir(), "create-auth-app-monorepo-"));
// The name contains a space, like that of the home folder on many machines.
const monorepo = join(workplace, "our things");
const store = await openStore(workplace);
const env = await newcomersEnvironment(npm, store, join(workplace, "home"));

try {
  await mkdir(monorepo);
  const workspaces = { name: "ours", private: true, workspaces: ["apps/*"] };
  await writeFile(join(monorepo, "package.json"), JSON.stringify(workspaces));
  await ownersDay("web", ["server", "sign-in"]);
  await ownersDay("spa", ["architecture", "server"], "--template", "fsd-spa");
  await ownLockfile(join(monorepo, "apps/web"));
} finally {
  store.close();
  await rm(workplace, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 });
}

async function ownersDay(name: string, tests: readonly string[], ...flags: string[]) {
  const app = `apps/${name}`;
  const create: Command = ["npm", "create", "auth-app@latest", app, "--", "--yes", ...flags];
  const created = await timed(who, `create ${app}`, create, monorepo, env);
  assert.match(created, /becomes part of the workspace/, "the command says what that means");
  assert.match(created, /Test sign-in passed/, "the command says that it signed in");
  const project = join(monorepo, app);
  for (const script of ["auth:generate", "typecheck", "build"]) {
    await timed(who, `${app}: ${script}`, npm.run(script), project, env);
  }
  await timed(who, `${app}: test`, npm.run("test", ...testsOf(...tests)), project, env);
}

/** The README's steps for the Dockerfile, which sees only the app's own folder. */
async function ownLockfile(project: string) {
  const check: Command = ["npm", "ci", "--no-workspaces", "--dry-run"];
  const update: Command = ["npm", "install", "--no-workspaces", "--package-lock-only"];
  await timed(who, "own lockfile: as it came", check, project, env);
  await timed(who, "own lockfile: a package more", ["npm", "install", "mitt@3.0.1"], project, env);
  await assert.rejects(timed(who, "own lockfile: out of date", check, project, env), /in sync/);
  await timed(who, "own lockfile: brought up to date", update, project, env);
  await timed(who, "own lockfile: fits again", check, project, env);
}
