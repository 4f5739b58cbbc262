import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checksum } from "../../src/engine/checksum.ts";
import { loadTemplates } from "../../src/engine/packed.ts";
import { recordPath, render } from "../../src/engine/render.ts";
import { catalogueDefaults } from "../../src/options/answers.ts";
import { parseRecord } from "../../src/update/record.ts";

const answers = { name: "my-app", ...catalogueDefaults() };
const text = (record: object) => JSON.stringify(record);

test("a record that we wrote is read back unchanged", () => {
  const files = render({ ...answers, twoFactor: true }, loadTemplates());
  const record = parseRecord(files.get(recordPath) ?? "", "0.0.0");
  expect(record.answers).toEqual({ ...answers, twoFactor: true });
  expect(record.version).toBe("0.0.0");
  expect(record.files["README.md"]).toBe(checksum(files.get("README.md") ?? ""));
  expect(Object.keys(record.files)).toHaveLength(files.size - 2);
});

// Each release adds the record of a project that it made. They stay forever.
test.each(readdirSync(join(import.meta.dirname, "records")))("%s can be read", (name) => {
  const written = readFileSync(join(import.meta.dirname, "records", name), "utf8");
  const { answers } = parseRecord(written, "99.0.0");
  expect(() => render(answers, loadTemplates())).not.toThrow();
});

test("an option that was added later has its default", () => {
  const { twoFactor: _, ...older } = answers;
  expect(parseRecord(text({ version: "0.0.0", answers: older }), "1.0.0").answers).toEqual(answers);
});

test("renamed answers are understood from every version that had the old name", () => {
  const steps = [
    {
      until: "1.1.0",
      migrate: ({ mail, ...rest }: Record<string, unknown>) => ({ ...rest, email: mail }),
    },
    {
      until: "2.0.0",
      migrate: (all: Record<string, unknown>) => ({
        ...all,
        email: all["email"] === "print" ? "console" : all["email"],
      }),
    },
  ];
  const { email: _, ...rest } = answers;
  const read = (version: string, old: object) =>
    parseRecord(text({ version, answers: { ...rest, ...old } }), "3.0.0", steps).answers.email;
  expect(read("1.0.0", { mail: "print" })).toBe("console");
  expect(read("1.1.0", { email: "print" })).toBe("console");
  expect(read("2.0.0", { email: "smtp" })).toBe("smtp");
});

test.each([
  ["", "bad-record", "isn't a JSON object"],
  ["[]", "bad-record", "isn't a JSON object"],
  [text({ answers }), "bad-record", "it has no version"],
  [text({ version: "1.0.0" }), "bad-record", "it has no answers"],
  [text({ version: "1.0.0", answers: { ...answers, name: 1 } }), "bad-record", "it has no name"],
  [
    text({ version: "1.0.0", answers: { ...answers, database: "oracle" } }),
    "bad-record",
    '"database" can\'t be "oracle"',
  ],
  [
    text({ version: "1.0.0", answers: { ...answers, signIn: [] } }),
    "bad-record",
    '"signIn" can\'t be []',
  ],
  [
    text({ version: "1.0.0", answers: { ...answers, theme: "dark" } }),
    "bad-record",
    'there is no answer "theme"',
  ],
  [text({ version: "1.0.0", answers, files: [] }), "bad-record", "its files aren't an object"],
  [text({ version: "9.0.0", answers }), "newer-record", "created with create-auth-app 9.0.0"],
  [text({ version: "1.0.0", template: "gh:o/repo" }), "remote-template", "created from gh:o/repo"],
  [
    text({ version: "1.0.0", answers: { ...answers, session: "token" } }),
    "conflict",
    "only works with",
  ],
])("%s is refused: %s", (written, code, message) => {
  expect(() => parseRecord(written, "1.0.0")).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(message) }),
  );
});
