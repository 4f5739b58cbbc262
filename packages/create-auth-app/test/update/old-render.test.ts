import { chmodSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { renderOld } from "../../src/update/old-render.ts";
import { temporaryDirectory, writeTree } from "../temporary-directory.ts";

const installs = `mkdir -p node_modules && cp -r "$FAKE_PACKAGE" node_modules/create-auth-app`;

/** What a version renders whose entry is this module, installed by an npm that isn't real. */
async function rendered(entry: string, { npm = installs, json = {} } = {}) {
  const root = temporaryDirectory();
  writeTree(root, {
    ".env": "SECRET=of the owner\n",
    ".npmrc": "registry=http://example.invalid/\n",
  });
  const fake = temporaryDirectory();
  writeTree(fake, {
    "package/package.json": JSON.stringify({
      name: "create-auth-app",
      version: "1.2.3",
      type: "module",
      exports: { "./render": { default: "./render.js" } },
      ...json,
    }),
    "package/render.js": entry,
    "bin/npm": `#!/bin/sh\nPATH=/usr/bin:/bin\ncase "$*" in "config ls --json") echo '{}'; exit 0 ;; esac\n${npm}\n`,
  });
  chmodSync(join(fake, "bin/npm"), 0o755);
  const env = { PATH: join(fake, "bin"), FAKE_PACKAGE: join(fake, "package"), OWNERS: "secret" };
  const host = { cwd: root, env, platform: process.platform, nodeVersion: process.versions.node };
  const old = {
    root,
    version: "1.2.3",
    answers: { name: "my-app", two: true },
    pm: "npm",
  } as const;
  const result = renderOld(old, host, new AbortController().signal);
  return { root, result };
}

async function refusal(result: Promise<unknown>): Promise<string> {
  const error = await result.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof UserError)) throw error ?? new Error("Nothing was refused");
  return `${error.message}\n${error.hint ?? ""}`;
}

test("returns the files for the answers in the record", async () => {
  const { result } = await rendered(
    `export const render = (answers) => ({ "b/c.ts": "c", "a.json": JSON.stringify(answers) });`,
  );
  expect([...(await result)]).toEqual([
    ["a.json", '{"name":"my-app","two":true}'],
    ["b/c.ts", "c"],
  ]);
});

describe("an old version runs without permissions", () => {
  test("it can't write into the project, or anywhere else", async () => {
    const target = join(temporaryDirectory(), "written");
    const { result } = await rendered(
      `import { writeFileSync } from "node:fs";
       export const render = () => { writeFileSync(${JSON.stringify(target)}, "x"); return {}; };`,
    );
    expect(await refusal(result)).toContain("Access to this API has been restricted");
    expect(existsSync(target)).toBe(false);
  });

  test("it can't read the project", async () => {
    const elsewhere = temporaryDirectory();
    writeTree(elsewhere, { ".env": "SECRET=of the owner" });
    const { result } = await rendered(
      `import { readFileSync } from "node:fs";
       export const render = () => ({ "a.txt": readFileSync("${elsewhere}/.env", "utf8") });`,
    );
    expect(await refusal(result)).toContain("Access to this API has been restricted");
  });

  test("it can't start programs", async () => {
    const { result } = await rendered(
      `import { execSync } from "node:child_process";
       export const render = () => ({ "a.txt": execSync("id", { encoding: "utf8" }) });`,
    );
    expect(await refusal(result)).toContain("Access to this API has been restricted");
  });

  test("it sees nothing of the environment, and runs in its own folder", async () => {
    const { result, root } = await rendered(
      `export const render = () => ({ "env.json": JSON.stringify([process.env, process.cwd()]) });`,
    );
    const text = (await result).get("env.json") ?? "";
    expect(text).not.toContain("secret");
    expect(text).not.toContain(root);
  });
});

test.each<[string, string]>([
  ["a path that leads out of the project", `export const render = () => ({ "../x": "" });`],
  ["git's own folder", `export const render = () => ({ ".git/config": "" });`],
  ["bytes", `export const render = () => ({ "a": 1 });`],
  ["no files", `export const render = () => null;`],
  ["an error", `export const render = () => { throw new Error("broken"); };`],
])("refuses %s", async (_, entry) => {
  const { result } = await rendered(entry);
  expect(await refusal(result)).toContain("create-auth-app 1.2.3 can't render");
});

test("a version from before the contract has no such entry point", async () => {
  const { result } = await rendered("", { json: { exports: { ".": "./index.js" } } });
  expect(await refusal(result)).toContain("no entry create-auth-app/render");
});

test.each([
  ["npm error code ETARGET", "isn't in the registry"],
  ["npm error code E404", "isn't in the registry"],
  ["npm error code ENOTFOUND", "can't be downloaded"],
])("%s: what it means, and what still works", async (output, meaning) => {
  const { result, root } = await rendered("", { npm: `echo "${output}" >&2; exit 1` });
  const text = await refusal(result);
  expect(text).toContain(meaning);
  expect(text).toContain("npx create-auth-app@1.2.3");
  expect(readFileSync(join(root, ".env"), "utf8")).toBe("SECRET=of the owner\n");
});
