import { spawn } from "node:child_process";
import { resolve } from "node:path";
import xterm from "@xterm/headless";
import { expect, onTestFinished, test, vi } from "vitest";
import { temporaryDirectory } from "../temporary-directory.ts";
import { keys } from "./terminal.ts";

const bin = resolve(import.meta.dirname, "../../bin.js");

/** Runs the command in a terminal of its own, as someone sees it. */
function pseudoTerminal(argv: string, columns: number) {
  const shown = columns || 80;
  const screen = new xterm.Terminal({ cols: shown, rows: 50, allowProposedApi: true });
  const command = `stty cols ${columns} rows 50; exec "${process.execPath}" "${bin}" ${argv}`;
  const child = spawn("script", ["--quiet", "--return", "--command", command, "/dev/null"], {
    cwd: temporaryDirectory(),
    env: { PATH: process.env["PATH"], HOME: temporaryDirectory(), TERM: "xterm-256color" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill());
  child.stdout.on("data", (chunk: Buffer) => screen.write(chunk));
  // The screen takes in later what it's given: only then is the last of it there.
  const ended = new Promise<number | null>((settle) =>
    child.on("close", (code) => screen.write("", () => settle(code))),
  );
  /** What is on the screen, down to the last line that has something on it. */
  const lines = () => {
    const { active } = screen.buffer;
    const rows = Array.from({ length: active.length }, (_, at) => active.getLine(at));
    const texts = rows.map((line) => line?.translateToString(true) ?? "");
    return texts.slice(0, texts.findLastIndex((text) => text !== "") + 1);
  };
  /** Waits until something is true of the screen, which is drawn piece by piece. */
  const waitFor = (check: (lines: string[]) => void) =>
    vi.waitFor(() => check(lines()), { timeout: 120_000, interval: 10 });
  return {
    ended,
    lines,
    waitFor,
    answer: async (seen: string, typed: string) => {
      await waitFor((shown) => expect(shown.join("\n")).toContain(seen));
      child.stdin.write(typed);
    },
  };
}

// `script` is part of every Linux, and takes other arguments elsewhere.
const onLinux = test.skipIf(process.platform !== "linux");

onLinux.each([120, 80, 50, 20, 0])(
  "in %i columns, every line of the questions is inside the frame",
  async (columns) => {
    const { answer, lines, waitFor, ended } = pseudoTerminal("--no-install --no-git", columns);
    const inFrame = ([title = "", ...rest]: string[]) => {
      expect(title).toBe("┌  create-auth-app");
      // The last lines, with the keys, may be several: they stand below each other.
      const end = rest.findIndex((line) => line.startsWith("└"));
      expect(end).toBeGreaterThan(0);
      for (const line of rest.slice(0, end)) expect(line).toMatch(/^[│◆◇]($| {2}\S| {4,})/);
      for (const line of rest.slice(end + 1)) expect(line).toMatch(/^ {3}\S/);
    };
    await answer("1 of 5", "My App!!");
    await answer("My App!!█", keys.enter);
    await answer("2 of 5", "");
    await waitFor(inFrame);
    await answer("React Router", keys.enter);
    await answer("3 of 5", keys.enter);
    await answer("4 of 5", "b");
    await answer("3 of 5", "");
    await waitFor(inFrame);
    await answer("SQLite", keys.enter);
    await answer("4 of 5", keys.enter);
    await answer("5 of 5", keys.enter);
    await answer("Create it?", "");
    await answer("More options", "");
    await waitFor(inFrame);
    const summary = lines().join("\n");
    expect(summary).toContain("Ready to create");
    expect(summary.match(/◇ {2}Database/g)).toHaveLength(1);
    await answer("Create it?", keys.ctrlC);
    expect(await ended).toBe(0);
    const end = lines().findIndex((line) => line.startsWith("└"));
    const goodbye = lines()
      .slice(end)
      .map((line) => line.replace(/^└? */, ""));
    expect(goodbye.join(" ")).toBe("Cancelled. Nothing was written.");
    expect(lines().join("\n")).not.toContain("Create it?");
  },
);

onLinux("answered questions take one line each, and a summary one frame", async () => {
  const { answer, lines, ended } = pseudoTerminal("shop --no-install --no-git --pin-node", 80);
  await answer("1 of 4", keys.enter);
  await answer("2 of 4", keys.enter);
  await answer("3 of 4", keys.enter);
  await answer("4 of 4", keys.enter);
  await answer("Create it?", "");
  expect(lines().slice(0, 8)).toEqual([
    "┌  create-auth-app",
    "◇  Framework   React Router",
    "◇  Database    SQLite",
    "◇  Email       Console",
    "◇  Sign-in     Email code",
    "│",
    "│  Ready to create shop",
    expect.stringMatching(/^│ {4}Directory +\/.*shop$/),
  ]);
  await answer("Create it?", keys.enter);
  expect(await ended).toBe(0);
  const end = lines().join("\n");
  expect(end).toContain("✓ Wrote ");
  expect(end).toContain("✓ shop has been created");
  expect(end).toMatch(/^ {2}Created {2}\d+ files in \/.*shop$/m);
});
