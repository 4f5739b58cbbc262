// Looks for words that we don't write, in everything that people read: prose, comments, texts of
// pages, emails and the terminal, and names of tests. `scripts/words/avoided.ts` is the list.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./smoke/newcomer.ts";
import { avoided, exceptions } from "./words/avoided.ts";
import { findAvoided } from "./words/find.ts";

/** Generated, not prose, or the words themselves. */
const SKIPPED = [
  /(^|\/)(package-lock|pnpm-lock|pnpm-workspace)\b/,
  /^packages\/create-auth-app\/baked\//,
  /\/db\/(migrations\/|schema\/auth\.ts)/,
  /\.(png|svg|ico|woff2?|cast)$/,
  /(^|\/)LICENSE/,
  /^scripts\/words\/avoided\.ts$/,
  /^packages\/create-auth-app\/test\/scripts\/words\.test\.ts$/,
];

const listed = execFileSync(
  "git",
  ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
  {
    cwd: root,
    encoding: "utf8",
  },
);
const files = [...new Set(listed.split("\0"))].filter(
  (file) => file !== "" && !SKIPPED.some((pattern) => pattern.test(file)),
);

const unused = new Set(exceptions);
let found = 0;
for (const file of files) {
  for (const { line, text, write } of findAvoided(read(file), avoided)) {
    const exception = exceptions.find((one) => one.file === file && one.text === text);
    if (exception) {
      unused.delete(exception);
      continue;
    }
    found++;
    console.log(`${file}:${line}  "${text}"  Write: ${write}`);
  }
}
for (const { file, text } of unused) {
  console.log(`scripts/words/avoided.ts  The exception "${text}" in ${file} is no longer needed.`);
}

if (found + unused.size > 0) {
  console.log("\nIf one of these is right where it stands, add an exception, with its reason.");
  process.exitCode = 1;
}

/** A deleted file is listed until the deletion is staged. */
function read(file: string): string {
  try {
    return readFileSync(join(root, file), "utf8");
  } catch {
    return "";
  }
}
