// The product's smoke test: `node scripts/smoke/smoke.ts <npm|pnpm|bun|yarn> …`
// packs the command, publishes it to a registry of its own, and goes the newcomer's way with it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { startApp } from "./app-process.ts";
import { launchBrowser } from "./browser.ts";
import { freePort } from "./free-port.ts";
import { startRegistry } from "./registry.ts";
import { signInJourney } from "./sign-in-journey.ts";

type Command = readonly [string, ...string[]];
interface Manager {
  create: Command;
  run(script: string): Command;
  /** Runs on the Node that the machine has, not on the repository's own. */
  machineNode: boolean;
}

const managers: Record<string, Manager> = {
  npm: {
    create: ["npm", "create", "auth-app@latest", "my-app", "--", "--yes"],
    run: (script) => ["npm", "run", script],
    machineNode: true,
  },
  pnpm: {
    create: ["pnpm", "create", "auth-app@latest", "my-app", "--yes"],
    run: (script) => ["pnpm", "run", script],
    machineNode: false,
  },
  yarn: {
    create: ["yarn", "dlx", "create-auth-app@latest", "my-app", "--yes"],
    run: (script) => ["yarn", "run", script],
    machineNode: false,
  },
  bun: {
    create: ["bun", "create", "auth-app@latest", "my-app", "--yes"],
    run: (script) => ["bun", "run", script],
    machineNode: false,
  },
};

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const screenshots = join(root, ".artifacts/smoke");
const ownTools = [
  join(root, "scripts/toolchain/node_modules/.bin"),
  join(root, "node_modules/.bin"),
];

async function smoke(pm: string, registry: string, browser: Browser, folder: string) {
  const manager = managers[pm];
  if (!manager)
    throw new Error(`Unknown package manager ${pm}: ${Object.keys(managers).join(", ")}.`);
  const env = await newcomersEnvironment(manager, registry, join(folder, "home"));
  const project = join(folder, "my-app");

  const created = await timed(pm, "create", manager.create, folder, env);
  assert.match(created, /signed in/i, "the command says that it signed in");
  for (const script of ["typecheck", "build", "test"]) {
    await timed(pm, script, manager.run(script), project, env);
  }
  await signIn(pm, "dev", manager.run("dev"), project, env, browser);
  await signIn(pm, "start", manager.run("start"), project, env, browser);
}

/** An empty home, the given registry, and nothing of what npm says of the process that runs this. */
async function newcomersEnvironment(manager: Manager, registry: string, home: string) {
  await mkdir(home, { recursive: true });
  await writeFile(join(home, ".npmrc"), `registry=${registry}\n`);
  await writeFile(
    join(home, ".yarnrc.yml"),
    `npmRegistryServer: "${registry.slice(0, -1)}"\nunsafeHttpWhitelist: ["127.0.0.1"]\nenableTelemetry: false\n`,
  );
  await writeFile(
    join(home, ".gitconfig"),
    "[user]\n\tname = A Newcomer\n\temail = new@example.com\n",
  );
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|pnpm_|CI$|NODE_ENV$|INIT_CWD$)/i.test(name),
  );
  const path = (process.env["PATH"] ?? "").split(delimiter);
  const machine = path.filter((entry) => !ownTools.includes(entry));
  return {
    ...Object.fromEntries(inherited),
    HOME: home,
    PATH: (manager.machineNode ? machine : [...ownTools, ...machine]).join(delimiter),
  };
}

async function signIn(
  pm: string,
  script: "dev" | "start",
  command: Command,
  project: string,
  env: NodeJS.ProcessEnv,
  browser: Browser,
) {
  const started = Date.now();
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const app = await startApp({
    command,
    cwd: project,
    env: { ...env, PORT: `${port}`, BETTER_AUTH_URL: origin },
    healthUrl: `${origin}/healthz`,
  });
  try {
    await signInJourney(browser, {
      origin,
      email: `${pm}-${script}@example.com`,
      readCode: script === "dev" ? () => codeInMailbox(origin) : () => codeInOutput(app.output),
      screenshots,
      name: `${pm}-${script}`,
    });
  } catch (error) {
    throw new Error(
      `${script}: ${(error as Error).message}\n--- the app printed:\n${app.output()}`,
    );
  } finally {
    await app.stop();
  }
  report(pm, `sign in (${script})`, started);
}

async function codeInMailbox(origin: string): Promise<string> {
  const response = await fetch(`${origin}/dev/mailbox.json`);
  const { messages } = (await response.json()) as { messages: { text: string }[] };
  return codeIn(messages[0]?.text ?? "");
}

async function codeInOutput(output: () => string): Promise<string> {
  return codeIn(output());
}

function codeIn(text: string): string {
  const code = text.match(/\b\d{6}\b/g)?.at(-1);
  if (!code) throw new Error(`No code in: ${text}`);
  return code;
}

/** Runs a command to its end. @returns what it printed, both streams. */
async function timed(
  pm: string,
  what: string,
  command: Command,
  cwd: string,
  env: NodeJS.ProcessEnv,
) {
  const started = Date.now();
  const [file, ...args] = command;
  const child = spawn(file, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`${command.join(" ")} exited with ${code}:\n${output}`);
  report(pm, what, started);
  return output;
}

function report(pm: string, what: string, started: number) {
  console.log(`  ${pm}: ${what} ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

const chosen = process.argv.slice(2);
await mkdir(screenshots, { recursive: true });
const workplace = await mkdtemp(join(tmpdir(), "create-auth-app-smoke-"));
const registry = await startRegistry(join(workplace, "registry"));
const browser = await launchBrowser();
try {
  await registry.publish(join(root, "packages/create-auth-app"), process.env);
  for (const pm of chosen.length > 0 ? chosen : ["npm", "pnpm", "bun"]) {
    const folder = join(workplace, pm);
    await mkdir(folder);
    await smoke(pm, registry.url, browser, folder);
    await rm(folder, { recursive: true });
  }
} finally {
  await browser.close();
  registry.close();
  await rm(workplace, { recursive: true, force: true });
}
