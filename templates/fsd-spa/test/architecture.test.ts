import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { commandOf } from "./support/project";

test("the layers and slices of src follow Feature-Sliced Design", () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [commandOf("steiger", "steiger"), "src"],
    { encoding: "utf8" },
  );
  expect(stdout + stderr).toContain("No problems found");
  expect(status).toBe(0);
});
