import { expect, test } from "vitest";
import { commandText, packageManagers, startedBy } from "../../src/options/package-managers.ts";
import { isOlder } from "../../src/versions.ts";

test.each([
  ["npm/11.19.1 node/v24.21.0 linux x64 workspaces/false", "npm"],
  ["pnpm/12.21.0 npm/? node/v24.21.0 linux x64", "pnpm"],
  ["yarn/4.9.1 npm/? node/v24.21.0 linux x64", "yarn"],
  ["yarn/1.22.22 npm/? node/v24.21.0 linux x64", "npm"],
  ["bun/1.3.0 npm/? node/v24.3.0 linux x64", "bun"],
  ["pnpm/9.0.0 npm/? node/v24.3.0 linux x64", "npm"],
  ["cnpm/9.4.0 node/v22.0.0", "npm"],
  ["constructor/1.0.0", "npm"],
  ["", "npm"],
  [undefined, "npm"],
])("started by %j", (agent, pm) => {
  expect(startedBy({ npm_config_user_agent: agent })).toBe(pm);
});

test.each([
  ["npm", ["my-app"], "npm create auth-app@latest my-app"],
  ["npm", ["my-app", "--yes"], "npm create auth-app@latest my-app -- --yes"],
  ["pnpm", ["my-app", "--yes"], "pnpm create auth-app@latest my-app --yes"],
  ["yarn", ["my app", "--yes"], "yarn create auth-app@latest 'my app' --yes"],
  ["bun", ["my-app", "--yes"], "bun create auth-app@latest my-app --yes"],
] as const)("%s is told to make %j again", (pm, args, text) => {
  expect(commandText(packageManagers[pm].create(args), "linux")).toBe(text);
});

test.each([
  ["1.22.22", "4.0.0", true],
  ["4.0.0", "4.0.0", false],
  ["4.0.1", "4.0.0", false],
  ["3.9.9", "4.0.0", true],
  ["10.2.0", "9.9.9", false],
  ["22.9.0", "22.22.0", true],
  ["24.0.0", "22.22.0", false],
  ["v22.22.0", "22.22.0", false],
])("%s is older than %s: %j", (version, than, older) => {
  expect(isOlder(version, than)).toBe(older);
});

test.each([
  ["my-app", "linux", "my-app"],
  ["my app", "linux", "'my app'"],
  ["it's", "linux", "'it'\\''s'"],
  ["$HOME", "linux", "'$HOME'"],
  ["café", "linux", "'café'"],
  ['say "a"', "linux", "'say \"a\"'"],
  ["", "linux", "''"],
  ["@me/app", "linux", "@me/app"],
  ["my-app", "win32", "my-app"],
  ["my app", "win32", '"my app"'],
  ["D:\\work\\app", "win32", "D:\\work\\app"],
  ["auth-app@latest", "win32", "auth-app@latest"],
  ["@me/app", "win32", '"@me/app"'],
  ["email-code,password", "win32", '"email-code,password"'],
  ["--", "win32", '"--"'],
  ["--yes", "win32", "--yes"],
  ["it's", "win32", '"it\'s"'],
  ["$HOME", "win32", "'$HOME'"],
] as const)("%s quoted on %s", (argument, platform, quoted) => {
  expect(commandText([argument], platform)).toBe(quoted);
});
