// The product's smoke test: `node scripts/smoke/smoke.ts <npm|pnpm|bun|yarn> …`
// packs the command, publishes it to its own registry, and uses it like a newcomer.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import { managers, newcomersEnvironment, screenshots } from "./newcomer.ts";
import { timed } from "./run-timed.ts";
import { signIn } from "./sign-in.ts";
import { openStore, type Store } from "./store.ts";

async function smoke(pm: string, store: Store, browser: Browser, folder: string) {
  const manager = managers[pm];
  if (!manager)
    throw new Error(`Unknown package manager ${pm}: ${Object.keys(managers).join(", ")}.`);
  const env = await newcomersEnvironment(manager, store, join(folder, "home"));
  const project = join(folder, "my-app");

  const created = await timed(pm, "create", manager.create, folder, env);
  assert.match(created, /Test sign-in passed/, "the command says that it signed in");
  await timed(pm, "typecheck", manager.run("typecheck"), project, env);
  // Some machines set this for every program. The build is for production anyway.
  const forDevelopers = { ...env, NODE_ENV: "development" };
  await timed(pm, "build", manager.run("build"), project, forDevelopers);
  await timed(pm, "test", manager.run("test", ...manager.tests), project, env);
  for (const script of ["dev", "start"] as const) {
    await signIn({ who: pm, script, command: manager.run(script), project, env, browser });
  }
}

const chosen = process.argv.slice(2);
await mkdir(screenshots, { recursive: true });
const workplace = await mkdtemp(join(tmpdir(), "create-auth-app-smoke-"));
const store = await openStore(workplace);
const browser = await launchBrowser();
try {
  for (const pm of chosen.length > 0 ? chosen : ["npm", "pnpm", "bun"]) {
    const folder = join(workplace, pm);
    await mkdir(folder);
    await smoke(pm, store, browser, folder);
    await rm(folder, { recursive: true, maxRetries: 10, retryDelay: 500 });
  }
} finally {
  await browser.close();
  store.close();
  await rm(workplace, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 });
}
