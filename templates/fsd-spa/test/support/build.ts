import { spawnSync } from "node:child_process";
import { commandOf } from "./installed";

export default function build() {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [commandOf("vite", "vite"), "build", "--app"],
    { encoding: "utf8", env: { ...process.env, NODE_ENV: "production" } },
  );
  if (status !== 0) throw new Error(`The build failed.\n${stdout}\n${stderr}`);
}
