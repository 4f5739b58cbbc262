import { parseSync } from "oxc-parser";
import { expect, test } from "vitest";
import { loadTemplates } from "../../src/engine/packed.ts";
import { render } from "../../src/engine/render.ts";
import { catalogueDefaults } from "../../src/options/answers.ts";
import type { Answers } from "../../src/options/catalogue.ts";
import { merge } from "../../src/update/merge.ts";
import { monthWithFsd, monthWithReactRouter } from "./realistic-owner.ts";

const labels = { mine: "yours", theirs: "create-auth-app 1.3.0" };
const templates = loadTemplates();
const filesFor = (answers: Partial<Answers>) =>
  render({ name: "my-app", ...catalogueDefaults(), ...answers }, templates);

const reactRouter = filesFor({});
const fsd = filesFor({ framework: "fsd-spa" });
const both = ["email-code", "password"];
const rows: string[][] = [];

/** Which files an owner has to look at, for each change of answers. */
test.each([
  ["add password", { signIn: both }, []],
  ["add two-factor", { twoFactor: true }, []],
  ["add both", { signIn: both, twoFactor: true }, []],
  ["add passkey", { signIn: ["email-code", "passkey"] }, []],
  ["email to Resend", { email: "resend" }, []],
  ["email to SMTP", { email: "smtp" }, []],
  ["to PostgreSQL", { database: "postgres" }, []],
  [
    "password instead of codes",
    { signIn: ["password"] },
    ["app/routes/home.tsx", "app/routes/login.tsx", "app/sign-in/address-form.tsx"],
  ],
  ["npm to pnpm", { pm: "pnpm" }, [".github/workflows/ci.yml"]],
] as [string, Partial<Answers>, string[]][])("React Router: %s", (what, answers, conflicts) => {
  const owner = monthWithReactRouter(reactRouter);
  expect(update("react-router", what, reactRouter, owner, filesFor(answers))).toEqual(conflicts);
});

test.each([
  ["add password", { signIn: both }, []],
  ["add both", { signIn: both, twoFactor: true }, []],
  ["add passkey", { signIn: ["email-code", "passkey"] }, []],
  ["session to tokens", { session: "token" }, ["server/http/headers.ts"]],
  ["to PostgreSQL", { database: "postgres" }, []],
  ["password instead of codes", { signIn: ["password"] }, []],
  ["npm to pnpm", { pm: "pnpm" }, [".github/workflows/ci.yml"]],
] as [string, Partial<Answers>, string[]][])("FSD: %s", (what, answers, conflicts) => {
  const owner = monthWithFsd(fsd);
  const theirs = filesFor({ framework: "fsd-spa", ...answers });
  expect(update("fsd-spa", what, fsd, owner, theirs)).toEqual(conflicts);
});

test("prints the results as a table", () => {
  const head = ["change", "new", "updated", "merged", "deleted", "kept", "conflicts"];
  console.log([head, ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n"));
});

/** The places of conflicts. All else has to be sound, with every line of the owner's. */
function update(
  framework: string,
  what: string,
  base: ReadonlyMap<string, string>,
  owner: ReturnType<typeof monthWithFsd>,
  theirs: ReadonlyMap<string, string>,
): string[] {
  const { files, kept } = merge(base, owner.files, theirs, labels);
  const after = new Map<string, unknown>(owner.files);
  for (const { path, contents } of files) after.set(path, contents ?? "");
  const all = [...after.values()].join("\n");
  expect(owner.lines.filter((line) => !all.includes(line))).toEqual([]);
  const broken = files.filter(({ path, change, contents }) => {
    if (change !== "merged" || !/\.tsx?$/.test(path)) return false;
    return parseSync(path, String(contents)).errors.length > 0;
  });
  expect(broken).toEqual([]);
  const count = (change: string) => String(files.filter((file) => file.change === change).length);
  const conflicts = files.flatMap(({ path, conflict }) =>
    (conflict?.lines ?? []).map((line) => `${path}:${line}`),
  );
  const counts = ["new", "updated", "merged", "deleted"].map(count);
  rows.push([`${framework}: ${what}`, ...counts, String(kept.length), conflicts.join(" ") || "0"]);
  return conflicts.map((place) => place.replace(/:\d+$/, ""));
}
