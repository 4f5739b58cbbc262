import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadConfigFromFile, preprocessCSS, resolveConfig } from "vite";
import { expect, test } from "vitest";

test("the PostCSS configuration of a monorepo around the app is not the app's", async () => {
  const parent = mkdtempSync(join(tmpdir(), "parent-"));
  writeFileSync(join(parent, "postcss.config.cjs"), 'throw new Error("not for this app");');
  writeFileSync(join(parent, "package.json"), '{ "workspaces": ["app"] }');
  const root = join(parent, "app");
  mkdirSync(root);
  writeFileSync(join(root, "package.json"), "{}");

  const loaded = await loadConfigFromFile({ command: "build", mode: "production" });
  const css = loaded?.config.css ?? {};
  const config = await resolveConfig({ configFile: false, root, css, logLevel: "error" }, "build");
  const { code } = await preprocessCSS("a { color: red }", join(root, "a.css"), config);
  expect(code).toContain("color: red");
  rmSync(parent, { recursive: true });
});
