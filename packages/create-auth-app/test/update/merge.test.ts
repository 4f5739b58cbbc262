import { describe, expect, test } from "vitest";
import { completeEnv } from "../../src/update/merge/env.ts";
import { merge } from "../../src/update/merge.ts";

const labels = { mine: "yours", theirs: "create-auth-app 1.3.0" };
const files = (entries: Record<string, string>) => new Map(Object.entries(entries));

function mergeOne(path: string, base: string, mine: string, theirs: string) {
  const result = merge(
    files({ [path]: base }),
    files({ [path]: mine }),
    files({ [path]: theirs }),
    labels,
  );
  return { ...result, file: result.files[0] };
}

describe("whole files", () => {
  const text = "export const a = 1;\n";
  const edited = "export const a = 2;\n";
  test.each([
    ["is new", undefined, undefined, text, "new"],
    ["wasn't edited", text, text, edited, "updated"],
    ["no longer exists, and wasn't edited", text, text, undefined, "deleted"],
  ])("a file that %s", (_, base, mine, theirs, change) => {
    const of = (side: string | undefined) => files(side === undefined ? {} : { "a.ts": side });
    const { files: changed, kept } = merge(of(base), of(mine), of(theirs), labels);
    expect(changed).toEqual([{ path: "a.ts", change, contents: theirs }]);
    expect(kept).toEqual([]);
  });

  test.each([
    ["the owner edited and the update removes", text, edited, undefined, "edited"],
    ["the owner deleted", text, undefined, edited, "deleted"],
  ])("a file that %s stays as it is, and is listed", (_, base, mine, theirs, why) => {
    const of = (side: string | undefined) => files(side === undefined ? {} : { "a.ts": side });
    const result = merge(of(base), of(mine), of(theirs), labels);
    expect(result.files).toEqual([]);
    expect(result.kept).toEqual([{ path: "a.ts", why }]);
  });

  test.each([
    ["both changed in the same way", text, edited, edited],
    ["only the owner changed", text, edited, text],
    ["both deleted", text, undefined, undefined],
    ["the owner deleted and the update doesn't change", text, undefined, text],
  ])("a file that %s isn't mentioned", (_, base, mine, theirs) => {
    const of = (side: string | undefined) => files(side === undefined ? {} : { "a.ts": side });
    expect(merge(of(base), of(mine), of(theirs), labels)).toEqual({
      files: [],
      kept: [],
      notes: [],
    });
  });

  test("binary files aren't merged", () => {
    const bytes = new Uint8Array([0, 1, 2]);
    const mine = new Map([["a.svg", bytes]]);
    const result = merge(files({ "a.svg": text }), mine, files({ "a.svg": edited }), labels);
    expect(result).toEqual({ files: [], kept: [{ path: "a.svg", why: "binary" }], notes: [] });
  });

  test("migrations are never taken from a render", () => {
    const path = "app/db/migrations/0000_init.sql";
    expect(mergeOne(path, "a", "a", "b").files).toEqual([]);
  });

  test("a lockfile is left to the package manager, unless no one has edited it", () => {
    expect(mergeOne("package-lock.json", "a", "b", "c").files).toEqual([]);
    expect(mergeOne("package-lock.json", "a", "a", "c").file?.contents).toBe("c");
    const of = (text: string) => files({ "package-lock.json": text });
    expect(merge(of("a"), of("b"), files({}), labels).files).toEqual([
      { path: "package-lock.json", change: "deleted", contents: undefined },
    ]);
  });

  test("the record is always the update's", () => {
    expect(mergeOne(".create-auth-app.json", "a", "b", "c").file?.contents).toBe("c");
  });

  test("a file that the owner moved is found by its text", () => {
    const base = Array.from({ length: 10 }, (_, line) => `const a${line} = ${line};`).join("\n");
    const mine = files({ "here.ts": base.replace("a1 = 1", "mine = 1") });
    const theirs = files({ "there.ts": base.replace("a8 = 8", "ours = 8") });
    const result = merge(files({ "there.ts": base }), mine, theirs, labels);
    expect(result.files).toEqual([
      {
        path: "here.ts",
        change: "merged",
        contents: base.replace("a1 = 1", "mine = 1").replace("a8 = 8", "ours = 8"),
      },
    ]);
  });
});

describe("lines", () => {
  const base = "import a from 'a';\n\nconst list = [\n  one,\n];\n\nrun(list);\n";

  test("changes in different places are both kept", () => {
    const mine = base.replace("run(list)", "run(list, true)");
    const theirs = base.replace("'a'", "'b'");
    expect(mergeOne("a.ts", base, mine, theirs).file).toEqual({
      path: "a.ts",
      change: "merged",
      contents: base.replace("run(list)", "run(list, true)").replace("'a'", "'b'"),
    });
  });

  test("insertions in the same place are both kept: the owner's, then the update's", () => {
    const mine = base.replace("  one,\n", "  one,\n  mine,\n");
    const theirs = base.replace("  one,\n", "  one,\n  ours,\n");
    expect(mergeOne("a.ts", base, mine, theirs).file).toMatchObject({
      change: "merged",
      contents: base.replace("  one,\n", "  one,\n  mine,\n  ours,\n"),
    });
  });

  test("an insertion that both made is kept once", () => {
    const mine = base.replace("  one,\n", "  one,\n  both,\n  mine,\n");
    const theirs = base.replace("  one,\n", "  one,\n  both,\n  ours,\n");
    expect(mergeOne("a.ts", base, mine, theirs).file?.contents).toBe(
      base.replace("  one,\n", "  one,\n  both,\n  mine,\n  ours,\n"),
    );
  });

  test("insertions that only begin the same are both kept in full", () => {
    const mine = base.replace("run", "if (a) {\n  mine();\n}\nrun");
    const theirs = base.replace("run", "if (a) {\n  ours();\n}\nrun");
    expect(mergeOne("a.ts", base, mine, theirs).file?.contents).toBe(
      base.replace("run", "if (a) {\n  mine();\n}\nif (a) {\n  ours();\n}\nrun"),
    );
  });

  test("an insertion next to a line that the other side changed is kept", () => {
    const mine = base.replace("  one,\n", "  two,\n");
    const below = base.replace("  one,\n", "  one,\n  ours,\n");
    const above = base.replace("  one,\n", "  ours,\n  one,\n");
    const both = (theirs: string) => mergeOne("a.ts", base, mine, theirs).file?.contents;
    expect(both(below)).toBe(base.replace("  one,\n", "  two,\n  ours,\n"));
    expect(both(above)).toBe(base.replace("  one,\n", "  ours,\n  two,\n"));
    expect(mergeOne("a.ts", base, below, mine).file?.contents).toBe(both(below));
    // What was inserted may belong to the line that is gone.
    const without = base.replace("  one,\n", "");
    expect(mergeOne("a.ts", base, without, below).file?.change).toBe("conflict");
  });

  test("every conflict in a file is marked", () => {
    const mine = base.replace("'a'", "'mine'").replace("run(list)", "run(mine)");
    const theirs = base.replace("'a'", "'ours'").replace("run(list)", "run(ours)");
    const { file } = mergeOne("a.ts", base, mine, theirs);
    const lines = String(file?.contents).split("\n");
    const begins = file?.conflict?.lines.map((line) => lines[line - 1]);
    expect(begins).toEqual(["<<<<<<< yours", "<<<<<<< yours"]);
  });

  test("insertions in the same place are a conflict if one isn't complete", () => {
    const mine = base.replace("  one,\n", "  one,\n  { mine: [\n");
    const theirs = base.replace("  one,\n", "  one,\n  ours,\n");
    expect(mergeOne("a.ts", base, mine, theirs).file).toMatchObject({ change: "conflict" });
  });

  test("a line that both changed is a conflict, which leaves out what they have in common", () => {
    const mine = base.replace("  one,\n", "  same,\n  mine,\n");
    const theirs = base.replace("  one,\n", "  same,\n  ours,\n");
    const { file } = mergeOne("a.ts", base, mine, theirs);
    expect(file?.contents).toBe(
      base.replace(
        "  one,\n",
        [
          "  same,",
          "<<<<<<< yours",
          "  mine,",
          "||||||| before",
          "  one,",
          "=======",
          "  ours,",
          ">>>>>>> create-auth-app 1.3.0",
          "",
        ].join("\n"),
      ),
    );
    expect(file?.conflict).toEqual({
      lines: [5],
      reason: "You and the update changed the same lines.",
      base,
      theirs,
    });
  });

  test("a file that both created is one conflict, only where it differs", () => {
    const of = (text: string) => files({ "a.ts": text });
    const { files: changed } = merge(files({}), of("a\nb\nc\n"), of("a\nB\nc\n"), labels);
    expect(changed[0]).toMatchObject({
      change: "conflict",
      conflict: { lines: [2], base: undefined },
    });
    expect(changed[0]?.contents).toMatch(/^a\n<<<<<<< yours\nb\n[\s\S]*B\n>>>>>>> [^\n]*\nc\n$/);
  });

  test("changes that merge line by line but leave broken code are a conflict", () => {
    // The owner closes the function earlier, and the update begins it later.
    const whole = "function f() {\n  a();\n  b();\n  c();\n  d();\n  e();\n}\n";
    const mine = "function f() {\n  a();\n}\n  b();\n  c();\n  d();\n  e();\n";
    const theirs = "  a();\n  b();\n  c();\nfunction f() {\n  d();\n  e();\n}\n";
    const { file } = mergeOne("a.ts", whole, mine, theirs);
    expect(file?.change).toBe("conflict");
    expect(file?.conflict?.reason).toBe("Your edits and the update contradict each other.");
    expect(mergeOne("a.md", whole, mine, theirs).file?.change).toBe("merged");
  });
});

describe("package.json", () => {
  const base = {
    name: "my-app",
    scripts: { dev: "vite", test: "vitest" },
    dependencies: { a: "1.0.0", b: "1.0.0", c: "1.0.0" },
  };
  const text = (json: unknown) => `${JSON.stringify(json, null, 2)}\n`;
  const mergeThem = (mine: object, theirs: object) =>
    mergeOne("package.json", text(base), text({ ...base, ...mine }), text({ ...base, ...theirs }));

  test("everything that either side added, changed, and removed is in the result", () => {
    const { file, notes } = mergeThem(
      { dependencies: { a: "1.0.0", b: "1.0.0", mine: "2.0.0" }, private: true },
      { dependencies: { a: "1.1.0", b: "1.0.0", c: "1.0.0", ours: "3.0.0" } },
    );
    expect(JSON.parse(String(file?.contents))).toEqual({
      ...base,
      private: true,
      dependencies: { a: "1.1.0", b: "1.0.0", ours: "3.0.0", mine: "2.0.0" },
    });
    expect(file?.change).toBe("merged");
    expect(notes).toEqual([]);
  });

  test("a version that the owner upgraded stays; an older one is upgraded, and listed", () => {
    const { file, notes } = mergeThem(
      { dependencies: { a: "2.0.0", b: "1.0.1", c: "1.0.0" } },
      { dependencies: { a: "1.5.0", b: "1.2.0", c: "1.0.0" } },
    );
    expect(JSON.parse(String(file?.contents)).dependencies).toEqual({
      a: "2.0.0",
      b: "1.2.0",
      c: "1.0.0",
    });
    expect(notes).toEqual(["b is upgraded from your 1.0.1 to 1.2.0."]);
  });

  test("a script that both changed is a conflict", () => {
    const { file } = mergeThem(
      { scripts: { dev: "vite --host", test: "vitest" } },
      { scripts: { dev: "vite --port 1", test: "vitest" } },
    );
    expect(file?.change).toBe("conflict");
    expect(file?.contents).toContain('<<<<<<< yours\n    "dev": "vite --host",');
  });

  test("a script can have the name of a property that every object has", () => {
    const { file } = mergeThem(
      { scripts: { ...base.scripts, constructor: "mine" } },
      { scripts: { ...base.scripts, toString: "ours" } },
    );
    expect(JSON.parse(String(file?.contents)).scripts).toEqual({
      ...base.scripts,
      toString: "ours",
      constructor: "mine",
    });
  });

  test("the owner's indentation is kept", () => {
    const mine = `${JSON.stringify({ ...base, private: true }, null, "\t")}\n`;
    const theirs = text({ ...base, license: "MIT" });
    expect(mergeOne("package.json", text(base), mine, theirs).file?.contents).toContain(
      '\n\t"license": "MIT"',
    );
  });
});

describe(".env.example", () => {
  const base = "# The secret.\nSECRET=\n\n# Where.\nURL=a\n";

  test("is merged by variable", () => {
    const mine = "# The secret.\nSECRET=\n\n# Where.\nURL=mine\n\nOWN=1\n";
    const theirs = "# The secret, again.\nSECRET=\n# A key.\nKEY=\n\n# Where.\nURL=b\n";
    expect(mergeOne(".env.example", base, mine, theirs).file?.contents).toBe(
      "# The secret, again.\nSECRET=\n# A key.\nKEY=\n\n# Where.\nURL=mine\n\nOWN=1\n",
    );
  });

  test("loses a variable only if the owner didn't change it", () => {
    const theirs = "# The secret.\nSECRET=\n";
    expect(mergeOne(".env.example", base, `${base}OWN=1\n`, theirs).file?.contents).toBe(
      "# The secret.\nSECRET=\nOWN=1\n",
    );
    const mine = base.replace("URL=a", "URL=mine");
    expect(mergeOne(".env.example", base, mine, theirs).file).toBeUndefined();
  });
});

describe(".env", () => {
  const example = "# The secret.\nSECRET=\n\n# Where.\nURL=a\n\n# MODE=fast\n";
  const secretFor = (name: string) => (name === "SECRET" ? "made" : undefined);

  test.each([
    ["nothing", "", "# The secret.\nSECRET=made\n\n# Where.\nURL=a\n\n# MODE=fast\n"],
    ["all", "MODE=slow\nURL=\nSECRET=mine", "MODE=slow\nURL=\nSECRET=mine"],
    ["some", "SECRET=mine\n# MODE=fast", "SECRET=mine\n# MODE=fast\n\n# Where.\nURL=a\n"],
    ["a shell's way", "export SECRET=mine\nURL = b\nMODE=\n", undefined],
    [
      "commented out",
      "SECRET=mine\n# URL=b\nMODE=\n",
      "SECRET=mine\n# URL=b\nMODE=\n\n# Where.\nURL=a\n",
    ],
    ["several lines", 'KEY="a\nb="\nSECRET=1\nURL=1\nMODE=1\n', undefined],
  ])("with %s in it", (_, env, completed = env) => {
    expect(completeEnv(env, example, secretFor)).toBe(completed);
    expect(completeEnv(completed, example, secretFor)).toBe(completed);
  });
});
