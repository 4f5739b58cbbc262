import { spawnSync } from "node:child_process";
import { commandOf } from "./installed";

export default function build() {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [commandOf("@react-router/dev", "react-router"), "build"],
    { encoding: "utf8", env: { ...process.env, NODE_ENV: "production" } },
  );
  if (status !== 0) throw new Error(`The build failed.\n${stdout}\n${stderr}`);
}
