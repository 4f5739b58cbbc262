import type { Contents, Files } from "../../src/engine/files.ts";

/** Numbers that look random, and are the same ones for the same seed. */
export interface RandomNumbers {
  /** A whole number from 0, below `end`. */
  below: (end: number) => number;
  pick: <Item>(items: readonly Item[]) => Item;
}

/** The generator mulberry32. */
export function randomNumbers(seed: number): RandomNumbers {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(next() * end);
  return {
    below,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error("There is nothing to pick from");
      return item;
    },
  };
}

export interface OwnersEdits {
  files: ReadonlyMap<string, Contents>;
  /** Each is nowhere else, so that it can be looked for afterwards. */
  lines: readonly string[];
}

interface EditOptions {
  /** Files that are edited more often than others. */
  often: readonly string[];
  /** Whether a text is what the name of its file says. */
  parses: (path: string, text: string) => boolean;
}

/** A project after its owner has worked on it: lines and files inserted, changed, deleted, moved. */
export function editAtRandom(
  rendered: Files,
  random: RandomNumbers,
  { often, parses }: EditOptions,
): OwnersEdits {
  const files = new Map<string, string>(rendered);
  const lines: string[] = [];
  const mark = () => `edit of the owner ${lines.length + 1}.`;
  const editable = [...files.keys()].filter(
    (path) => /\.(?:tsx?|css|md|html)$|^\.env\.example$/.test(path) && !/\/migrations\//.test(path),
  );
  const editLines = (path: string, edit: (all: string[], at: number) => void) => {
    const all = (files.get(path) ?? "").split("\n");
    edit(all, random.below(all.length));
    files.set(path, all.join("\n"));
  };
  const comment = (path: string) => {
    const text = mark();
    lines.push(text);
    if (path.endsWith(".css")) return `/* ${text} */`;
    if (/\.tsx?$/.test(path)) return `// ${text}`;
    return path.startsWith(".env") ? `# ${text}` : text;
  };
  const edits: readonly ((path: string) => void)[] = [
    (path) => editLines(path, (all, at) => all.splice(at, 0, comment(path))),
    (path) =>
      editLines(path, (all, at) => all.splice(at, 0, comment(path), comment(path), comment(path))),
    // A line that's changed: only where a comment may end it.
    (path) =>
      editLines(path, (all, at) => {
        if (/[;,{]$/.test(all[at] ?? "")) all[at] = `${all[at]} ${comment(path)}`;
      }),
    (path) => editLines(path, (all, at) => all.splice(at, 1 + random.below(3))),
    (path) =>
      editLines(path, (all, at) => {
        const moved = all.splice(at, 1 + random.below(3));
        all.splice(random.below(all.length), 0, ...moved);
      }),
    // Lines that get a block of their own, to which an insertion of the update doesn't know to belong.
    (path) => {
      if (!/\.tsx?$/.test(path)) return;
      editLines(path, (all, at) => {
        all.splice(at + 1 + random.below(4), 0, `} ${comment(path)}`);
        all.splice(at, 0, `{ ${comment(path)}`);
      });
    },
    (path) => {
      const text = `${comment("own.ts")}\n`;
      files.set(path.replace(/[^/]+$/, `own-${lines.length}.ts`), text);
    },
    (path) => {
      if (keepsOwnLines(files.get(path))) files.delete(path);
    },
    (path) => {
      const text = files.get(path);
      if (text === undefined) return;
      files.delete(path);
      files.set(path.replace(/(\.\w+)$/, "-renamed$1"), text);
    },
  ];
  const picked = editable.filter((path) => often.includes(path));
  for (let count = 10 + random.below(40); count > 0; count--) {
    const path = random.pick(picked.length > 0 && random.below(4) > 0 ? picked : editable);
    const before = files.get(path);
    if (before === undefined) continue;
    const known = lines.length;
    random.pick(edits)(path);
    // Most owners keep their code running.
    const after = files.get(path);
    if (after === undefined || random.below(5) === 0 || parses(path, after)) continue;
    files.set(path, before);
    lines.length = known;
  }
  reformat(files, random);
  raiseVersions(files, random);
  // What the owner has deleted again isn't looked for.
  const all = [...files.values()].join("\n");
  return { files, lines: lines.filter((line) => all.includes(line)) };
}

function keepsOwnLines(text: string | undefined): boolean {
  return text !== undefined && !text.includes("edit of the owner");
}

/** One file indented with tabs. */
function reformat(files: Map<string, string>, random: RandomNumbers): void {
  const path = random.pick([...files.keys()].filter((path) => /\.tsx?$/.test(path)));
  const text = files.get(path) ?? "";
  files.set(
    path,
    text.replaceAll(/^(?: {2})+/gm, (spaces) => "\t".repeat(spaces.length / 2)),
  );
}

function raiseVersions(files: Map<string, string>, random: RandomNumbers): void {
  const json = JSON.parse(files.get("package.json") ?? "{}");
  const name = random.pick(Object.keys(json.dependencies));
  json.dependencies[name] = "99.0.0";
  json.dependencies[`own-${random.below(100)}`] = "1.0.0";
  files.set("package.json", `${JSON.stringify(json, null, 2)}\n`);
}
