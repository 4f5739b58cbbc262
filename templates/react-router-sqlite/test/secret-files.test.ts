import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

/** Files with secrets or with people's data, as they come up in the life of a project. */
const secretFiles = [
  ".env",
  ".env.local",
  ".env.production",
  ".env.production.local",
  ".env.bak",
  ".env~",
  ".envrc",
  "production.env",
  "deploy/staging.env",
  "deploy/.env",
  "certificate.pem",
  "deploy/private.key",
  ".data/app.db",
  ".data/app.db-wal",
  "app.db",
  "copy.db",
  "backup/app.db-wal",
  "app.sqlite",
  "app.sqlite3",
];

const projectFiles = [".env.example", "package.json", "drizzle.config.ts", "public/favicon.svg"];

describe("a file with secrets", () => {
  test("is not committed", () => {
    const folder = mkdtempSync(join(tmpdir(), "ignored-"));
    copyFileSync(".gitignore", join(folder, ".gitignore"));
    const git = (args: string[], input = "") =>
      execFileSync("git", args, { cwd: folder, input, encoding: "utf8" });
    git(["init", "--quiet"]);
    const files = [...secretFiles, ...projectFiles].join("\n");
    const ignored = git(["check-ignore", "--stdin"], files).trim().split("\n");
    expect(ignored).toEqual(secretFiles);
    rmSync(folder, { recursive: true });
  });

  test("does not get into a layer of the image", () => {
    const patterns = readFileSync(".dockerignore", "utf8")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"))
      .map(asExpression);
    const isIgnored = (file: string) => patterns.some((pattern) => pattern.test(file));
    const secrets = [...secretFiles, ".npmrc", ".git/config", "node_modules/x/index.js"];
    expect(secrets.filter((file) => !isIgnored(file))).toEqual([]);
    expect(["package.json", "drizzle.config.ts", "public/favicon.svg"].filter(isIgnored)).toEqual(
      [],
    );
  });
});

/** A pattern of .dockerignore: from the root on, a folder with all that is in it. */
function asExpression(pattern: string) {
  const written = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("**/", "<any>")
    .replaceAll("*", "[^/]*")
    .replaceAll("<any>", "(.*/)?");
  return new RegExp(`^${written}(/|$)`);
}
