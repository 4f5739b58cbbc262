import { spawnSync } from "node:child_process";

export default function build() {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["node_modules/@react-router/dev/dist/cli/index.js", "build"],
    { encoding: "utf8", env: { ...process.env, NODE_ENV: "production" } },
  );
  if (status !== 0) throw new Error(`The build failed.\n${stdout}\n${stderr}`);
}
