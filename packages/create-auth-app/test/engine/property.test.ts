import fc from "fast-check";
import { expect, test } from "vitest";
import { applyMarkers } from "../../src/engine/markers.ts";
import { render } from "../../src/engine/render.ts";
import type { Template, Templates } from "../../src/engine/templates.ts";
import type { Facts } from "../../src/options/facts.ts";
import type { AnyAnswers, Catalogue, Option } from "../../src/options/option.ts";

/**
 * Tests the engine with random made-up options. A document is generated as a tree. One function
 * writes it with markers, another derives the expected result from the tree alone.
 */
type Piece =
  | { kind: "line"; text: string; only?: string[] | undefined }
  | { kind: "blank" }
  | { kind: "block"; only: string[]; pieces: Piece[] };

interface Document {
  path: string;
  only: string[] | undefined;
  pieces: Piece[];
}

const syntaxes: [extension: string, open: string, close: string][] = [
  [".ts", "// ", ""],
  [".tsx", "{/* ", " */}"],
  [".tsx", "// ", ""],
  [".css", "/* ", " */"],
  [".sql", "-- ", ""],
  [".yml", "# ", ""],
  [".env", "#", ""],
  [".md", "<!-- ", " -->"],
  [".html", "<!--", "-->"],
];

// ---- The expected result, from the tree alone.

type Wanted = { text: string } | "blank" | "gap";

function wanted(pieces: readonly Piece[], on: boolean, facts: Facts): Wanted[] {
  const passes = (only: readonly string[] | undefined) =>
    only === undefined || only.some((name) => facts.has(name));
  return pieces.flatMap((piece): Wanted[] => {
    if (piece.kind === "blank") return [on ? "blank" : "gap"];
    if (piece.kind === "line") return [on && passes(piece.only) ? { text: piece.text } : "gap"];
    return ["gap", ...wanted(piece.pieces, on && passes(piece.only), facts), "gap"];
  });
}

/** Between two lines with a gap there are as many blank lines as in the longest run. */
function expectedLines(document: Document, facts: Facts): string[] {
  const whole = document.only === undefined || document.only.some((name) => facts.has(name));
  const items = wanted(document.pieces, whole, facts);
  if (document.only) items.unshift("gap");
  const lines: string[] = [];
  const rowsOf = (between: Wanted[]) =>
    between.map((item) => (item === "gap" ? "|" : "_")).join("");
  let between: Wanted[] = [];
  for (const item of items) {
    if (typeof item === "string") {
      between.push(item);
      continue;
    }
    const rows = rowsOf(between);
    const count = rows.includes("|")
      ? lines.length === 0 || lines.at(-1)?.endsWith("{") || item.text.startsWith("}")
        ? 0
        : Math.max(...rows.split("|").map((row) => row.length))
      : rows.length;
    lines.push(...Array<string>(count).fill(""), item.text);
    between = [];
  }
  const rest = rowsOf(between);
  return rest.includes("|") ? lines : [...lines, ...Array<string>(rest.length).fill("")];
}

// ---- The tree, written with markers.

function written(document: Document, open: string, close: string): string[] {
  const marker = (text: string, indent = "") => `${indent}${open}${text}${close}`;
  const write = (pieces: readonly Piece[], indent: string): string[] =>
    pieces.flatMap((piece) => {
      if (piece.kind === "blank") return [""];
      if (piece.kind === "line") {
        return [
          piece.only ? `${piece.text} ${marker(`@feature ${piece.only.join("|")}`)}` : piece.text,
        ];
      }
      return [
        marker(`@feature ${piece.only.join("|")}`, indent),
        ...write(piece.pieces, `${indent}  `),
        marker("@end", indent),
      ];
    });
  const lines = write(document.pieces, "");
  return document.only ? [marker(`@feature ${document.only.join("|")}`), ...lines] : lines;
}

// ---- Made-up options, documents and templates.

const names = ["ant", "bee", "cow-1", "dog", "eel", "fox", "gnu"];

const onlyArb = fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 3 });
const textArb = fc.constantFrom(
  "one",
  "two;",
  "three {",
  "}",
  "  four",
  "(five",
  "a = b",
  "mail@feature.example",
);
const { piecesArb } = fc.letrec<{ piecesArb: Piece[]; pieceArb: Piece }>((tie) => ({
  piecesArb: fc.array(tie("pieceArb"), { maxLength: 5, depthIdentifier: "nesting" }),
  pieceArb: fc.oneof(
    { maxDepth: 4, depthIdentifier: "nesting" },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant("line" as const),
        text: textArb,
        only: fc.option(onlyArb, { nil: undefined }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("blank" as const) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant("block" as const),
        only: onlyArb,
        pieces: tie("piecesArb") as fc.Arbitrary<Piece[]>,
      }),
    },
  ) as fc.Arbitrary<Piece>,
}));

const documentArb = fc
  .record({
    pieces: piecesArb,
    only: fc.option(onlyArb, { nil: undefined }),
    syntax: fc.constantFrom(...syntaxes),
  })
  .map(({ pieces, only, syntax: [extension, open, close] }) => {
    const document: Document = { path: `file${extension}`, only, pieces };
    return { document, lines: written(document, open, close) };
  })
  .filter(({ document, lines }) => {
    // A marker on the first line applies to the whole file only if no block begins there. An empty
    // file says nothing.
    if (lines.length === 0) return false;
    return document.only === undefined || document.pieces.length > 0;
  });

const factsArb = fc.subarray(names).map((on): Facts => new Set(on));
const eolArb = fc.constantFrom("\n", "\r\n");

test("a text with markers renders as its tree says", () => {
  fc.assert(
    fc.property(documentArb, factsArb, eolArb, ({ document, lines }, facts, eol) => {
      const text = applyMarkers(document.path, lines.join(eol) + eol, facts, new Set(names));
      const marked = lines.some((line) => /@(feature|end)\b(?!\.)/.test(line));
      const expected = expectedLines(document, facts);
      if (marked && expected.length === 0) expect(text).toBeUndefined();
      else expect(text).toBe(expected.join(eol) + eol);
    }),
    { numRuns: 3000 },
  );
});

test("a block that is opened and never closed is always found", () => {
  fc.assert(
    fc.property(documentArb, onlyArb, factsArb, ({ document, lines }, only, facts) => {
      const [, open, close] = syntaxes.find(([extension]) => document.path.endsWith(extension)) ?? [
        "",
        "",
        "",
      ];
      const broken = [...lines, `${open}@feature ${only.join("|")}${close}`, "last"].join("\n");
      const number = lines.length + 1;
      expect(() => applyMarkers("x/y.z", "", facts, new Set(names))).not.toThrow();
      expect(() => applyMarkers(document.path, broken, facts, new Set(names))).toThrow(
        `${document.path}:${number}:`,
      );
    }),
    { numRuns: 300 },
  );
});

/** Catalogues of either/or, multiple and on/off options, with a template for each choice. */
const catalogueArb = fc.shuffledSubarray(names, { minLength: names.length }).chain((pool) =>
  fc.integer({ min: 1, max: pool.length - 2 }).map((cut): { from: Catalogue; one: string[] } => {
    const [one, rest] = [pool.slice(0, cut), pool.slice(cut)];
    const [toggled = "", ...some] = rest;
    const choices = (values: string[]) =>
      Object.fromEntries(values.map((value) => [value, { label: value, hint: "" }]));
    const base = { flag: "", label: "", help: "", asked: false };
    const options: Record<string, Option> = {
      app: { ...base, kind: "one", choices: choices(["the-app"]), default: "the-app" },
      one: { ...base, kind: "one", choices: choices(one), default: one[0] ?? "" },
      some: { ...base, kind: "some", choices: choices(some), default: [] },
      on: { ...base, kind: "toggle", flag: toggled, default: false },
    };
    return { from: options, one };
  }),
);

/** Every combination of answers. */
function* combinations(from: Catalogue): Generator<AnyAnswers & { name: string }> {
  const { one, some, on } = from;
  if (one?.kind !== "one" || some?.kind !== "some" || on?.kind !== "toggle") return;
  const several = Object.keys(some.choices);
  for (const chosen of Object.keys(one.choices)) {
    for (let bits = 0; bits < 2 ** several.length; bits++) {
      const list = several.filter((_, index) => bits & (1 << index));
      for (const toggled of [true, false]) {
        yield { name: "made-up", app: "the-app", one: chosen, some: list, on: toggled };
      }
    }
  }
}

test("every combination of a made-up catalogue renders as its templates say", () => {
  fc.assert(
    fc.property(
      catalogueArb,
      fc.array(documentArb, { minLength: 1, maxLength: 4 }),
      fc.subarray(names, { minLength: 1 }),
      ({ from, one }, documents, dependencies) => {
        const pool = Object.values(from).flatMap((option) =>
          option.kind === "toggle" ? [option.flag] : Object.keys(option.choices),
        );
        const files = new Map(
          documents.map(({ document, lines }, index) => [
            `app/${index}-${document.path}`,
            `${lines.join("\n")}\n`,
          ]),
        );
        const app: Template = {
          name: "the-app",
          manifest: {
            kind: "app",
            fact: "the-app",
            serverRoot: "app",
            provides: [one[0] ?? ""],
            packageJson: Object.fromEntries(
              dependencies.map((name) => [name, [`dependencies/of-${name}`]]),
            ),
          },
          files: new Map([
            ...files,
            ["app/db.ts", "own\n"],
            [
              "package.json",
              JSON.stringify({
                name: "x",
                dependencies: {
                  always: "1",
                  ...Object.fromEntries(dependencies.map((name) => [`of-${name}`, "1"])),
                },
              }),
            ],
            [".env.example", "# Ours.\nA=1\n"],
          ]),
        };
        const layers = one.slice(1).map(
          (name): Template => ({
            name,
            manifest: { kind: "layer", fact: name },
            files: new Map([
              ["server/db.ts", `from ${name}\n`],
              [
                "package.json",
                JSON.stringify({ dependencies: { [`driver-of-${name}`]: "1", always: null } }),
              ],
              [".env.example", `# Theirs.\nA=${name}\nB=2\n`],
            ]),
          }),
        );
        const templates: Templates = {
          version: "1.2.3",
          templates: [app, ...layers],
          lockfile: undefined,
        };

        for (const answers of combinations(from)) {
          const rendered = render(answers, templates, from);
          expect([...render(answers, templates, from)]).toEqual([...rendered]);
          expect([...rendered.keys()]).toEqual([...rendered.keys()].sort());

          const on = new Set([
            answers["one"],
            ...(answers["some"] as string[]),
            ...(answers["on"] ? [pool.at(-1)] : []),
          ]);
          const facts = new Set([...on].filter((name) => name !== undefined)) as Facts;
          documents.forEach(({ document, lines }, index) => {
            const text = rendered.get(`app/${index}-${document.path}`);
            const expected = expectedLines(document, facts);
            const unmarked = !/@(feature|end)\b(?!\.)/.test(lines.join("\n"));
            if (expected.length === 0 && !unmarked) expect(text).toBeUndefined();
            else expect(text).toBe(`${expected.join("\n")}\n`);
          });

          const layer = answers["one"] === one[0] ? undefined : String(answers["one"]);
          expect(rendered.get("app/db.ts")).toBe(layer ? `from ${layer}\n` : "own\n");
          expect(rendered.get(".env.example")).toBe(
            layer ? `# Theirs.\nA=${layer}\n\nB=2\n` : "# Ours.\nA=1\n",
          );
          expect(
            Object.keys(JSON.parse(rendered.get("package.json") ?? "").dependencies ?? {}),
          ).toEqual(
            [
              ...(layer ? [`driver-of-${layer}`] : ["always"]),
              ...dependencies.filter((name) => facts.has(name)).map((name) => `of-${name}`),
            ].sort(),
          );
          expect(JSON.parse(rendered.get(".create-auth-app.json") ?? "")).toEqual({
            version: "1.2.3",
            answers,
            files: expect.any(Object),
          });
        }
      },
    ),
    { numRuns: 150 },
  );
});
