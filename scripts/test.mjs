// `npm test`: installs what is missing, then runs every check of the repository.
import { spawnSync } from "node:child_process";
import { bootstrap, root } from "./bootstrap.mjs";

const env = { ...certificates(), ...bootstrap() };
const { status } = spawnSync("node", ["scripts/test-all.ts", ...process.argv.slice(2)], {
  cwd: root,
  env,
  stdio: "inherit",
});
process.exit(status ?? 1);

/** If npm is set to trust its own certificate, the registry of the smoke tests needs it as well. */
function certificates() {
  const { stdout } = spawnSync("npm", ["config", "get", "cafile"], {
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  const cafile = stdout.trim();
  return cafile === "null" ? {} : { NODE_EXTRA_CA_CERTS: cafile };
}
