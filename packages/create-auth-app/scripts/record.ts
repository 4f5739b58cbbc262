/**
 * Records the command in a terminal for the README: `node scripts/record.ts`. Runs it for real, in
 * a pseudo terminal and a temporary folder, answers its questions, and writes what the screen shows
 * to docs/images/terminal.svg. Waiting is shortened.
 */
import { spawn } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import xterm from "@xterm/headless";
import { type Frame, screenOf, svgOf } from "./record/svg.ts";

const columns = 76;
const rows = 25;
const bin = resolve(import.meta.dirname, "../bin.js");
const target = resolve(import.meta.dirname, "../../../docs/images/terminal.svg");
const enter = "\r";
/** When this text is seen, this is typed, after so many milliseconds. */
const visit: readonly (readonly [seen: string, typed: string, after: number])[] = [
  ["1 of 5", "my-app", 700],
  ["my-app█", enter, 500],
  ["2 of 5", enter, 1300],
  ["3 of 5", enter, 1100],
  ["4 of 5", enter, 1100],
  ["5 of 5", enter, 1400],
  ["Create it?", enter, 2200],
];
const longestWait = 2500;
const lastPause = 8000;
/** The parts that change while a step runs: the spinner and the seconds. */
const moving = /[\u2800-\u28ff]| +\d+s$/gm;
const mostTurns = 12;

// Its path is in the picture, so it has a plain name.
const folder = join(tmpdir(), "projects");
await mkdir(folder);
const screen = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
const frames: Frame[] = [];
try {
  await typeCommand("npm create auth-app@latest");
  await run();
} finally {
  await rm(folder, { recursive: true, force: true });
}
await writeFile(target, svgOf(frames, { columns, rows }));
console.log(`${frames.length} frames in ${target}`);

/** The line above the first question, as someone types it. */
async function typeCommand(command: string) {
  await shown("$ ");
  keep(800);
  for (const letter of command) {
    await shown(letter);
    keep(45);
  }
  keep(500);
  await shown("\r\n\r\n");
}

async function run() {
  const { CI: _, NO_COLOR: __, ...env } = process.env;
  const inside = `stty cols ${columns} rows ${rows}; exec "${process.execPath}" "${bin}"`;
  const child = spawn("script", ["--quiet", "--return", "--command", inside, "/dev/null"], {
    cwd: folder,
    env: {
      ...env,
      TERM: "xterm-256color",
      npm_config_user_agent: "npm/11.0.0 node/v24.0.0",
      GIT_AUTHOR_NAME: "Ada",
      GIT_AUTHOR_EMAIL: "ada@example.com",
      GIT_COMMITTER_NAME: "Ada",
      GIT_COMMITTER_EMAIL: "ada@example.com",
    },
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdout.on("data", (chunk: Buffer) => screen.write(chunk));
  const ended = new Promise<void>((settle) => child.on("close", () => settle()));
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  const recording = record(() => isOver);
  for (const [seen, typed, after] of visit) {
    while (!isOver && !textOf().includes(seen)) await sleep(10);
    await sleep(after);
    for (const key of typed) {
      child.stdin.write(key);
      await sleep(70);
    }
  }
  await recording;
  keep(lastPause);
}

async function record(isOver: () => boolean) {
  let since = Date.now();
  let last = textOf();
  let turns = 0;
  while (!isOver()) {
    await sleep(70);
    const text = textOf();
    if (text === last) continue;
    // As long as nothing else happens, the first few turns of a spinner are enough.
    turns = text.replaceAll(moving, "") === last.replaceAll(moving, "") ? turns + 1 : 0;
    if (turns < mostTurns) keep(Math.min(Date.now() - since, longestWait));
    [since, last] = [Date.now(), text];
  }
}

function keep(duration: number) {
  frames.push({ duration, lines: screenOf(screen) });
}

function textOf() {
  const { active } = screen.buffer;
  const lines = Array.from({ length: rows }, (_, at) => active.getLine(active.viewportY + at));
  return lines.map((line) => line?.translateToString(true) ?? "").join("\n");
}

function shown(text: string) {
  return new Promise<void>((settle) => screen.write(text, settle));
}
