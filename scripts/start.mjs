// `npm start`: builds the command and runs it where it was typed, on the machine's own Node and for
// the package manager that it was typed with, as a user would.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { bootstrap, root, run } from "./bootstrap.mjs";

const env = bootstrap();
run("pnpm", ["--filter", "create-auth-app", "build"], root, env);

const { status, signal } = spawnSync(
  process.execPath,
  [join(root, "packages/create-auth-app/bin.js"), ...process.argv.slice(2)],
  { cwd: process.env.INIT_CWD ?? process.cwd(), stdio: "inherit" },
);
process.exit(signal === "SIGINT" ? 130 : (status ?? 1));
