// Runs every check of the repository, one after the other, and goes on after a failure so that one
// run tells all. `npm test -- lint engine` runs only the stages that a word names, or whose name contains one.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { startCommand } from "./smoke/start-command.ts";

interface Stage {
  name: string;
  command: readonly [string, ...string[]];
}

const stages: readonly Stage[] = [
  { name: "lint and format", command: ["pnpm", "exec", "biome", "ci", "."] },
  { name: "build", command: ["pnpm", "--filter", "create-auth-app", "build"] },
  { name: "typecheck", command: ["pnpm", "run", "typecheck"] },
  {
    name: "baked files are current",
    command: ["pnpm", "--filter", "create-auth-app", "bake", "--check"],
  },
  { name: "command and engine", command: ["pnpm", "--filter", "create-auth-app", "test"] },
  { name: "composed projects", command: ["pnpm", "--filter", "create-auth-app", "composed"] },
  {
    name: "template in place: build",
    command: ["pnpm", "--filter", "./apps/*", "run", "build"],
  },
  { name: "template in place: test", command: ["pnpm", "--filter", "./apps/*", "test"] },
  { name: "smoke: npm", command: ["node", "scripts/smoke/smoke.ts", "npm"] },
  { name: "smoke: pnpm", command: ["node", "scripts/smoke/smoke.ts", "pnpm"] },
  { name: "smoke: bun", command: ["node", "scripts/smoke/smoke.ts", "bun"] },
  { name: "smoke: monorepo", command: ["node", "scripts/smoke/monorepo.ts"] },
  { name: "smoke: single-page app", command: ["node", "scripts/smoke/spa.ts"] },
  { name: "smoke: PostgreSQL", command: ["node", "scripts/smoke/postgres.ts"] },
  { name: "smoke: e-mail providers", command: ["node", "scripts/smoke/email.ts"] },
  { name: "smoke: yarn", command: ["node", "scripts/smoke/smoke.ts", "yarn"] },
];

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const words = process.argv.slice(2);
const isName = (word: string) => stages.some(({ name }) => name === word);
const chosen = stages.filter(
  ({ name }) =>
    words.length === 0 ||
    words.some((word) => (isName(word) ? name === word : name.includes(word))),
);
if (chosen.length === 0) {
  console.error(`No stage has a name with ${words.join(" or ")} in it. There are:`);
  for (const { name } of stages) console.error(`  ${name}`);
  process.exit(2);
}

const results: { name: string; ok: boolean; seconds: number }[] = [];
for (const { name, command } of chosen) {
  console.log(`\n=== ${name}`);
  const started = Date.now();
  const ok = await succeeds(command);
  results.push({ name, ok, seconds: (Date.now() - started) / 1000 });
}

console.log("");
for (const { name, ok, seconds } of results) {
  console.log(`${ok ? "passed" : "FAILED"}  ${seconds.toFixed(1).padStart(6)} s  ${name}`);
}
const failed = results.filter(({ ok }) => !ok).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function succeeds(command: Stage["command"]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = startCommand(command, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
    child.once("error", (error) => {
      console.error(error.message);
      resolve(false);
    });
    child.once("close", (code) => resolve(code === 0));
  });
}
