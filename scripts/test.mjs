// `npm test`: brings what is missing, then runs every check of the repository.
import { spawnSync } from "node:child_process";
import { bootstrap, root } from "./bootstrap.mjs";

const env = bootstrap();
const { status } = spawnSync("node", ["scripts/test-all.ts", ...process.argv.slice(2)], {
  cwd: root,
  env,
  stdio: "inherit",
});
process.exit(status ?? 1);
