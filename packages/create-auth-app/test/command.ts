import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { temporaryDirectory } from "./temporary-directory.ts";

const bin = resolve(import.meta.dirname, "../bin.js");

export interface Ran {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  cwd: string;
  env?: Record<string, string | undefined>;
  /** The version that Node should report. */
  nodeVersion?: string;
  /** The server that plays GitHub's archives and, below their host names, all others. */
  codeload?: string;
  /** JavaScript that runs instead of writing the 30th file. */
  insteadOfWriting?: string;
  /** Kills the command before its nth change of the disk, counted from 0. */
  killAtChange?: number;
  /** Makes the nth change of the disk fail with this code. */
  failAtChange?: { at: number; code: string };
  /** Sends a signal when the output contains this. */
  interrupt?: { at: string; with: NodeJS.Signals };
  /** Kept open, or closed before the start. */
  stdin?: "ignore" | "pipe";
  /** Which streams have lost their reader before anything is printed. */
  closed?: "stdout" | "both";
  /** A file that stdout goes into instead. */
  stdoutTo?: string;
}

/** Runs the command as published, without a terminal. */
export function run(argv: readonly string[], options: RunOptions): Promise<Ran> {
  const { cwd, env = {}, interrupt, stdin = "ignore", closed, stdoutTo } = options;
  const node = preloads(options).flatMap((code) => [
    "--import",
    `data:text/javascript,${encodeURIComponent(code)}`,
  ]);
  const child = spawn(process.execPath, [...node, bin, ...argv], {
    cwd,
    env: { ...quiet(process.env), XDG_CACHE_HOME: temporaryDirectory(), ...env },
    stdio: [stdin, stdoutTo ? openSync(stdoutTo, "w") : "pipe", "pipe"],
  });
  if (closed) child.stdout?.destroy();
  if (closed === "both") child.stderr?.destroy();
  const ran: Ran = { exitCode: null, signal: null, stdout: "", stderr: "" };
  let waiting = interrupt;
  const hear = (stream: "stdout" | "stderr") => (chunk: Buffer) => {
    ran[stream] += chunk;
    if (!waiting || !ran[stream].includes(waiting.at)) return;
    const { with: name } = waiting;
    waiting = undefined;
    // A step has to be running, not just announced.
    void isUnderWay(env["FAKE_PID"]).then(() => child.kill(name));
  };
  child.stdout?.on("data", hear("stdout"));
  child.stderr?.on("data", hear("stderr"));
  return new Promise((settle) => {
    child.on("close", (exitCode, signal) => settle({ ...ran, exitCode, signal }));
  });
}

/** Waits until the fake package manager hangs, if there is one that does. */
async function isUnderWay(pidFile: string | undefined) {
  if (pidFile) await writtenPid(pidFile);
}

/** The process whose number a script writes to a file: there is a moment when the file is empty. */
async function writtenPid(file: string): Promise<number> {
  while (!existsSync(file) || readFileSync(file, "utf8") === "") await wait(10);
  return Number(readFileSync(file, "utf8"));
}

/** What changes the disk, by the names of node:fs. */
const changing = [
  "writeFileSync",
  "renameSync",
  "rmSync",
  "mkdirSync",
  "linkSync",
  "chmodSync",
  "rmdirSync",
];

function atChange(at: number, what: string): string {
  return `import fs from "node:fs";
    import { syncBuiltinESMExports } from "node:module";
    let count = 0;
    for (const name of ${JSON.stringify(changing)}) {
      const real = fs[name];
      fs[name] = (...args) => {
        if (count++ === ${at}) { ${what} }
        return real(...args);
      };
    }
    syncBuiltinESMExports();`;
}

function preloads(options: RunOptions): string[] {
  const { nodeVersion, codeload, insteadOfWriting, killAtChange, failAtChange } = options;
  return [
    ...(killAtChange === undefined
      ? []
      : [atChange(killAtChange, 'process.kill(process.pid, "SIGKILL");')]),
    ...(failAtChange
      ? [
          atChange(
            failAtChange.at,
            `throw Object.assign(new Error("it failed"), { code: "${failAtChange.code}", path: args[0] });`,
          ),
        ]
      : []),
    ...(codeload
      ? [
          `const { fetch } = globalThis;
           globalThis.fetch = (address, init) => {
             const { host, pathname } = new URL(address);
             const below = host === "codeload.github.com" ? "" : "/" + host;
             return fetch("${codeload}" + below + pathname, init);
           };`,
        ]
      : []),
    ...(nodeVersion
      ? [
          `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${nodeVersion}" } })`,
        ]
      : []),
    ...(insteadOfWriting
      ? [
          `import fs from "node:fs";
           import { syncBuiltinESMExports } from "node:module";
           const write = fs.writeFileSync;
           let count = 0;
           fs.writeFileSync = (...file) => {
             count += 1;
             if (count === 30) { ${insteadOfWriting} }
             return write(...file);
           };
           syncBuiltinESMExports();`,
        ]
      : []),
  ];
}

/** Without the variables of the test runner and of the package manager that started it. */
function quiet(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const noise = /^npm_|^pnpm_|^(CI|NO_COLOR|FORCE_COLOR|NODE_OPTIONS|VITEST.*|TEST|NODE_ENV)$/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !noise.test(name)));
}

export interface Fakes {
  /** A PATH with nothing but the fakes and what was requested. */
  env: Record<string, string>;
  /** The commands that ran, in order. */
  calls: () => string[];
  /** The git commands that ran. */
  gitCalls: () => string[];
  /** The process that hangs, once it does. */
  hanging: () => Promise<number>;
}

/** How a fake package manager behaves when it is told to `install` or to run a script. */
export type Behaviour = "ok" | "fail" | "hang" | "die" | "stubborn";

const script = `#!/bin/sh
PATH=/usr/bin:/bin
case "$*" in
  "config ls --json") printf '{"registry":"%s"}' "$FAKE_REGISTRY"; exit 0 ;;
  "config get"*) printf '%s\\n' "$FAKE_REGISTRY"; exit 0 ;;
  "--version") printf '%s\\n' "$FAKE_VERSION"; exit 0 ;;
esac
printf '%s %s\\n' "\${0##*/}" "$*" >> "$FAKE_CALLS"
eval "behaviour=\\$FAKE_$(printf '%s' "$*" | sed 's/^run //')"
case "$behaviour" in
  fail) i=1; while [ $i -le 40 ]; do echo "line $i"; i=$((i + 1)); done; echo "it went wrong" >&2; exit 7 ;;
  die) kill -9 $$ ;;
  hang) echo $$ > "$FAKE_PID"; sleep 600 ;;
  stubborn) trap '' INT TERM; echo $$ > "$FAKE_PID"; while :; do sleep 1; done ;;
esac
exit 0
`;

/** A PATH with fake package managers, and with git if requested. */
export function fakes(
  behaviour: Partial<Record<"install" | "setup" | "verify", Behaviour>> = {},
  {
    programs = ["npm", "pnpm", "yarn", "bun"],
    git = true,
    recordGit = false,
    version = "12.0.0",
    registry = "",
  } = {},
): Fakes {
  const root = temporaryDirectory();
  const bin = join(root, "bin");
  mkdirSync(bin);
  for (const program of programs) {
    writeFileSync(join(bin, program), script);
    chmodSync(join(bin, program), 0o755);
  }
  if (git && !recordGit) symlinkSync("/usr/bin/git", join(bin, "git"));
  if (recordGit) {
    const recorder = `#!/bin/sh\nprintf 'git %s\\n' "$*" >> "$FAKE_CALLS.git"\nexec /usr/bin/git "$@"\n`;
    writeFileSync(join(bin, "git"), recorder, { mode: 0o755 });
  }
  const pid = join(root, "pid");
  const calls = join(root, "calls");
  return {
    env: {
      PATH: bin,
      HOME: root,
      FAKE_CALLS: calls,
      FAKE_PID: pid,
      FAKE_VERSION: version,
      FAKE_REGISTRY: registry,
      GIT_AUTHOR_NAME: "A",
      GIT_AUTHOR_EMAIL: "a@example.com",
      GIT_COMMITTER_NAME: "A",
      GIT_COMMITTER_EMAIL: "a@example.com",
      ...Object.fromEntries(Object.entries(behaviour).map(([step, how]) => [`FAKE_${step}`, how])),
    },
    calls: () => linesOf(calls),
    gitCalls: () => linesOf(`${calls}.git`),
    hanging: () => writtenPid(pid),
  };
}

function linesOf(file: string): string[] {
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
