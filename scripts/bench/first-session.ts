// From Enter to a session cookie, stage by stage, beside `npm install` of the same project alone:
// `node scripts/bench/first-session.ts [runs]`. The two alternate, with a warm cache and the
// machine's own registry. Build the command first. Nothing is deleted before the end: it would slow
// down the next install (see write.ts).
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { fillResolved } from "../../packages/create-auth-app/src/engine/fill-resolved.ts";
import { startApp } from "../smoke/app-process.ts";
import { freePort } from "../smoke/free-port.ts";
import { median } from "./median.ts";

const exec = promisify(execFile);
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const ours = join(root, "packages/create-auth-app/bin.js");
const registry = (await exec("npm", ["config", "get", "registry"])).stdout.trim();

interface Outcome {
  steps: { id: string; seconds: number | null }[];
}

const workplace = await mkdtemp(join(tmpdir(), "create-auth-app-bench-"));

const flags = ["app", "--yes", "--json", "--pm", "npm", "--no-verify", "--no-git"];

/** @returns how many seconds npm takes to install a project with the lockfile from the command */
async function bareInstall(): Promise<number> {
  const cwd = await mkdtemp(join(workplace, "bare-"));
  await exec(process.execPath, [ours, ...flags, "--no-install"], { cwd });
  const lockfile = join(cwd, "app/package-lock.json");
  const rendered = await readFile(lockfile, "utf8");
  await writeFile(lockfile, fillResolved(rendered, { registry }));
  const started = performance.now();
  await exec("npm", ["install"], { cwd: join(cwd, "app") });
  return seconds(started);
}

/** @returns seconds by stage, in the order in which they happen */
async function firstSession(): Promise<Record<string, number>> {
  const cwd = await mkdtemp(join(workplace, "whole-"));
  const started = performance.now();
  const { stdout } = await exec(process.execPath, [ours, ...flags], { cwd });
  const whole = seconds(started);
  const { steps } = JSON.parse(stdout) as Outcome;
  const of = (id: string) => steps.find((step) => step.id === id)?.seconds ?? 0;
  return {
    "write the project": whole - of("install") - of("setup"),
    install: of("install"),
    "set up": of("setup"),
    ...(await signIn(join(cwd, "app"))),
  };
}

async function signIn(project: string): Promise<Record<string, number>> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const starting = performance.now();
  const app = await startApp({
    command: ["npm", "run", "dev"],
    cwd: project,
    env: { ...process.env, PORT: `${port}` },
    healthUrl: `${origin}/healthz`,
  });
  try {
    const up = seconds(starting);
    const asking = performance.now();
    const asked = await post(`${origin}/login`, {
      intent: "send-code",
      email: "bench@example.com",
    });
    const pending = cookiesOf(asked);
    const mailbox = await fetch(`${origin}/dev/mailbox.json`);
    const { messages } = (await mailbox.json()) as { messages: { code?: string }[] };
    const code = messages[0]?.code;
    const requested = seconds(asking);
    const typing = performance.now();
    const signedIn = await post(`${origin}/login`, { intent: "verify-code", code }, pending);
    if (!/session_token=./.test(cookiesOf(signedIn)))
      throw new Error(`No session:\n${app.output()}`);
    return { "dev server up": up, "code requested": requested, "code sent": seconds(typing) };
  } finally {
    await app.stop();
  }
}

function post(url: string, form: Record<string, string | undefined>, cookie = "") {
  return fetch(url, {
    method: "POST",
    redirect: "manual",
    headers: { cookie, origin: new URL(url).origin },
    body: new URLSearchParams(JSON.parse(JSON.stringify(form)) as Record<string, string>),
  });
}

function cookiesOf({ headers }: Response): string {
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");
}

function seconds(since: number): number {
  return (performance.now() - since) / 1000;
}

const runs = Number(process.argv[2] ?? 5);
const rows: Record<string, number>[] = [];
const bare: number[] = [];
try {
  for (let run = -1; run < runs; run += 1) {
    const installed = await bareInstall();
    const row = await firstSession();
    const warmUp = run < 0;
    if (warmUp) continue;
    rows.push(row);
    bare.push(installed);
  }
} finally {
  await rm(workplace, { recursive: true });
}

console.log(`Node ${process.versions.node}, ${runs} runs after a warm-up, medians:`);
for (const stage of Object.keys(rows[0] ?? {})) {
  const typical = median(rows.map((row) => row[stage] ?? 0));
  console.log(`${typical.toFixed(2).padStart(7)} s  ${stage}`);
}
const wholes = rows.map((row) => Object.values(row).reduce((sum, part) => sum + part, 0));
console.log(`${median(wholes).toFixed(2).padStart(7)} s  from Enter to a session cookie`);
console.log(`${median(bare).toFixed(2).padStart(7)} s  npm install alone`);
const ratios = wholes.map((whole, run) => whole / (bare[run] ?? Number.NaN));
console.log(`${median(ratios).toFixed(2).padStart(7)} x  of it`);
