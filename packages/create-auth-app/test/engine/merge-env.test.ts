import { expect, test } from "vitest";
import { mergeEnv } from "../../src/engine/merge-env.ts";

const base = `# All settings of the app.

# The secret.
SECRET=

# Where the data is.
DATABASE_URL=file:a.db
DATABASE_POOL=1

# PORT=3000
`;

test.each<[what: string, added: string, result: string]>([
  ["nothing", "", base],
  [
    "the same key replaces the block in its place",
    "# A server.\n# With two lines.\nDATABASE_URL=postgres://a\n",
    base.replace(
      "# Where the data is.\nDATABASE_URL=file:a.db",
      "# A server.\n# With two lines.\nDATABASE_URL=postgres://a",
    ),
  ],
  ["a key without a comment", "DATABASE_POOL=2\n", base.replace("POOL=1", "POOL=2")],
  [
    "a key that is commented out",
    "# Other.\nPORT=80\n",
    base.replace("# PORT=3000", "# Other.\nPORT=80"),
  ],
  ["a new key is appended", "# Mail.\nSMTP_URL=\n", `${base}\n# Mail.\nSMTP_URL=\n`],
  [
    "two new keys next to each other",
    "# Mail.\nUSER=\nPASS=\n",
    `${base}\n# Mail.\nUSER=\nPASS=\n`,
  ],
  [
    "one existing key and one new",
    "SECRET=x\n\nNEW=\n",
    `${base.replace("# The secret.\nSECRET=", "SECRET=x")}\nNEW=\n`,
  ],
  ["carriage returns", "# Mail.\r\nSMTP_URL=\r\n", `${base}\n# Mail.\nSMTP_URL=\n`],
])("%s", (_, added, result) => {
  expect(mergeEnv(base, added)).toBe(result);
});

test("merging with nothing", () => {
  expect(mergeEnv("", "# A.\nA=\n")).toBe("# A.\nA=\n");
});
