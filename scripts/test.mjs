// `npm test`: brings what is missing, then runs every check of the repository.
import { spawnSync } from "node:child_process";
import { bootstrap, root } from "./bootstrap.mjs";

const env = { ...certificates(), ...bootstrap() };
const { status } = spawnSync("node", ["scripts/test-all.ts", ...process.argv.slice(2)], {
  cwd: root,
  env,
  stdio: "inherit",
});
process.exit(status ?? 1);

/** Where npm is told to trust a certificate of its own, the registry of the smoke test needs it too. */
function certificates() {
  const { stdout } = spawnSync("npm", ["config", "get", "cafile"], {
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  const cafile = stdout.trim();
  return cafile === "null" ? {} : { NODE_EXTRA_CA_CERTS: cafile };
}
