import { posix } from "node:path";

/** One place where a file names another file or a package. */
export interface Import {
  /** As written in the file. */
  from: string;
  /** The imported names: `*` for all of them, an empty list for none. */
  taken: readonly string[];
  /** Their names in the file. Nothing if they are only re-exported. */
  locals: readonly string[];
}

/** What one file's text says by itself. */
export interface Code {
  imports: readonly Import[];
  exports: readonly Export[];
  /** Names that are imported and not mentioned again. */
  unused: readonly string[];
  /** Every other string that could be the path of a file. */
  strings: readonly string[];
}

export interface Export {
  name: string;
  /** Whether the file itself uses it. */
  usedInside: boolean;
}

const clause = /\b(import|export)\s+(?!\()(type\s+)?([^"'`;=()]*?)\bfrom\s*["']([^"']+)["']/g;
const bare = /^\s*import\s*["']([^"'\s]+)["']/gm;
const dynamic =
  /\b(?:import|require|require\.resolve|import\.meta\.resolve)\(\s*["']([^"'\s]+)["']/g;
const style = /@(?:import|plugin|source|reference)\s+(?:url\()?["']([^"']+)["']/g;
const markup = /(?<!<a [^>]*)\b(?:src|href)="(\/[^"]+)"/g;
const declared =
  /^\s*export\s+(?:declare\s+)?(?:async\s+)?(?:abstract\s+)?(?:function\*?|const|let|class|interface|type|enum)\s+([\w$]+)/gm;
const listed = /^\s*export\s+(?:type\s+)?\{([^}]*)\}(?!\s*from)/gm;

const seen = new Map<string, Code>();

/** Parsed once for each text, no matter how many projects have it. */
export function codeOf(path: string, text: string): Code {
  const key = `${posix.extname(path)}\n${text}`;
  const known = seen.get(key) ?? readCode(path, text);
  seen.set(key, known);
  return known;
}

function readCode(path: string, text: string): Code {
  if (path.endsWith(".html")) return { ...nothing, imports: takingAll(text, markup) };
  // A string can look like the start of a comment.
  const code = text.replace(/(?<!["'`])\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, "");
  if (path.endsWith(".css")) return { ...nothing, imports: takingAll(code, style) };
  const imports = [
    ...[...code.matchAll(clause)].map(([, word, , names = "", from = ""]) =>
      readClause(word === "export", names, from),
    ),
    ...[...code.matchAll(bare)].map(([, from = ""]) => ({ from, taken: [], locals: [] })),
    ...takingAll(code, dynamic),
  ];
  const rest = code.replace(clause, "").replace(/\$\{import\.meta\.dirname\}\//g, "./");
  const isMentioned = (name: string) => mention(name).test(rest);
  return {
    imports,
    exports: exportsOf(code),
    unused: imports.flatMap(({ locals }) => locals).filter((name) => !isMentioned(name)),
    strings: [...rest.matchAll(/["'`]([\w@.~/+-]+)["'`]/g)].map(([, name = ""]) => name),
  };
}

const nothing = { exports: [], unused: [], strings: [] };

function takingAll(text: string, pattern: RegExp): Import[] {
  return [...text.matchAll(pattern)].map(([, from = ""]) => ({ from, taken: ["*"], locals: [] }));
}

function readClause(handsOn: boolean, names: string, from: string): Import {
  const [, whole, , list = ""] = /^\s*([^{]*?)\s*(,?)\s*(?:\{([^}]*)\})?\s*$/.exec(names) ?? [];
  const parts = namesIn(list);
  const namespace = /\*(?:\s+as\s+([\w$]+))?/.exec(whole ?? "");
  const standard = /^([\w$]+)/.exec(whole ?? "")?.[1];
  const locals = [
    ...parts.map(({ local }) => local),
    ...(namespace?.[1] ? [namespace[1]] : []),
    ...(standard ? [standard] : []),
  ];
  return {
    from,
    taken: [
      ...parts.map(({ name }) => name),
      ...(namespace ? ["*"] : []),
      ...(standard ? ["default"] : []),
    ],
    locals: handsOn ? [] : locals,
  };
}

/** `a, type b, c as d` */
function namesIn(list: string): { name: string; local: string }[] {
  return list.split(",").flatMap((part) => {
    const words = part.trim().replace(/^type\s+/, "");
    const [name, local = name] = words.split(/\s+as\s+/);
    return name && local ? [{ name, local }] : [];
  });
}

/** All exports that have a name. */
function exportsOf(code: string): Export[] {
  const handedOn = [...code.matchAll(clause)].flatMap(([, word, , names = ""]) =>
    word === "export" ? namesIn(/\{([^}]*)\}/.exec(names)?.[1] ?? "") : [],
  );
  const inside = code.replace(clause, "").replace(listed, "");
  const own = [
    ...[...code.matchAll(declared)].map(([, name = ""]) => ({ name, local: name })),
    ...[...code.matchAll(listed)].flatMap(([, list = ""]) => namesIn(list)),
  ];
  return [
    ...own.map(({ name, local }) => {
      const mentions = inside.match(mention(name)) ?? [];
      return { name: local, usedInside: mentions.length > 1 };
    }),
    ...handedOn.map(({ local }) => ({ name: local, usedInside: false })),
  ];
}

/** The name as a whole word. */
function mention(name: string): RegExp {
  return new RegExp(`(?<![\\w$])${name.replaceAll("$", "\\$")}(?![\\w$])`, "g");
}

/** `@scope/name/sub` → `@scope/name`. */
export function packageOf(name: string): string {
  return name.split("/", name.startsWith("@") ? 2 : 1).join("/");
}
