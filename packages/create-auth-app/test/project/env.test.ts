import { expect, test } from "vitest";
import { envFile, envNames } from "../../src/project/env-file.ts";
import { projectEnv } from "../../src/steps/project-env.ts";

const example =
  "# Signs.\nBETTER_AUTH_SECRET=\n\nDATABASE_URL=file:a.db\n# SMTP_URL=smtp://localhost\n# Not = one.\n";

test(".env is the example with a secret of 32 bytes, which is new each time", () => {
  const secret = (text: string) => /^BETTER_AUTH_SECRET=(.*)$/m.exec(text)?.[1] ?? "";
  const one = envFile(example);
  expect(secret(one)).toMatch(/^[\w-]{43}$/);
  expect(secret(one)).not.toBe(secret(envFile(example)));
  expect(one.replace(secret(one), "")).toBe(example);
});

test("an example without the line for the secret is an error in the template", () => {
  expect(() => envFile("A=1\n")).toThrow("BETTER_AUTH_SECRET");
});

test("an example from Windows keeps its line endings", () => {
  const windows = example.replaceAll("\n", "\r\n");
  expect(envFile(windows)).toMatch(/^BETTER_AUTH_SECRET=[\w-]{43}\r$/m);
  expect(envFile(windows).match(/(?<!\r)\n/)).toBeNull();
  expect(envNames(windows)).toEqual(envNames(example));
});

test("the variables of an example", () => {
  expect(envNames(example)).toEqual(["BETTER_AUTH_SECRET", "DATABASE_URL", "SMTP_URL"]);
});

test("the steps don't see variables of another project or of the process that started this one", () => {
  const kept = {
    PATH: "/bin",
    HTTPS_PROXY: "http://p",
    npm_config_registry: "http://r",
    npm_config_user_agent: "npm/11",
  };
  const dropped = {
    DATABASE_URL: "postgres://other",
    SMTP_URL: "smtp://other",
    NODE_ENV: "production",
    PORT: "80",
    npm_config_dry_run: "true",
    npm_config_local_prefix: "/x",
    npm_package_name: "x",
    npm_lifecycle_event: "npx",
    npm_command: "exec",
    GIT_DIR: "/x/.git",
    Database_Url: "postgres://as-windows-may-spell-it",
    INIT_CWD: "/x",
  };
  expect(projectEnv({ ...kept, ...dropped }, example)).toEqual(kept);
});
