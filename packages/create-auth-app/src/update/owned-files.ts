import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Contents } from "../engine/files.ts";
import { envPath } from "../project/env-file.ts";
import { listFiles, type Repository } from "./git.ts";
import { stateFolder } from "./journal.ts";

/** The project as its owner has it now. */
export interface OwnedFiles {
  /** Text without the marks of a system (CRLF, BOM), so that it compares; bytes of what is no text. */
  files: ReadonlyMap<string, Contents>;
  /** How the text of a file stands on the disk, where that's not the plain way. */
  forms: ReadonlyMap<string, TextForm>;
  /** Links, which are never read or written through. */
  links: ReadonlySet<string>;
  /** What git doesn't have yet. Empty without git. */
  untracked: ReadonlySet<string>;
}

export interface TextForm {
  bom: boolean;
  crlf: boolean;
}

/** Larger ones are nothing that a template has. */
const largest = 4_000_000;
/** Without git, what is installed, built or data. */
const passedOver =
  /^(?:node_modules|\.git|\.data|build|dist|\.react-router|coverage|\.replaced-.*|\.create-auth-app)$/;

export async function readOwnedFiles(
  root: string,
  repository: Repository | undefined,
): Promise<OwnedFiles> {
  const listed = repository ? await listFiles(repository) : { all: walk(root), untracked: [] };
  const paths = listed.all.filter((path) => !path.startsWith(`${stateFolder}/`));
  const files = new Map<string, Contents>();
  const forms = new Map<string, TextForm>();
  const links = new Set<string>();
  // Git ignores `.env`, but it belongs to the project.
  for (const path of new Set([...paths, envPath])) {
    const link = linkOnTheWay(root, path);
    if (link !== undefined) {
      links.add(link);
      continue;
    }
    const found = lstatSync(join(root, path), { throwIfNoEntry: false });
    if (!found?.isFile() || found.size > largest) continue;
    const { contents, form } = readText(readFileSync(join(root, path)));
    files.set(path, contents);
    if (form) forms.set(path, form);
  }
  return { files, forms, links, untracked: new Set(listed.untracked) };
}

/** The path itself, or a folder on the way to it, where that's a link. */
function linkOnTheWay(root: string, path: string): string | undefined {
  const segments = path.split("/");
  for (let depth = 1; depth <= segments.length; depth++) {
    const part = segments.slice(0, depth).join("/");
    const found = lstatSync(join(root, part), { throwIfNoEntry: false });
    if (!found) return undefined;
    if (found.isSymbolicLink()) return part;
  }
  return undefined;
}

export function readText(bytes: Uint8Array): { contents: Contents; form: TextForm | undefined } {
  if (bytes.includes(0)) return { contents: bytes, form: undefined };
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { contents: bytes, form: undefined };
  }
  const bom = text.startsWith("\uFEFF");
  const crlf = (text.match(/\r\n/g)?.length ?? 0) * 2 > (text.match(/\n/g)?.length ?? 0);
  const plain = text.slice(bom ? 1 : 0);
  return {
    contents: crlf ? plain.replaceAll("\r\n", "\n") : plain,
    form: bom || crlf ? { bom, crlf } : undefined,
  };
}

/** The text as it stands on the owner's disk. */
export function inForm(contents: Contents, form: TextForm | undefined): Contents {
  if (typeof contents !== "string" || !form) return contents;
  const text = form.crlf ? contents.replaceAll(/\r?\n/g, "\r\n") : contents;
  return form.bom ? `\uFEFF${text}` : text;
}

/** How a new file should stand: with CRLF where most of the project has that. */
export function formOfNew({ files, forms }: OwnedFiles): TextForm | undefined {
  const crlf = [...forms.values()].filter((form) => form.crlf).length;
  return crlf * 2 > files.size ? { bom: false, crlf: true } : undefined;
}

function walk(root: string, folder = ""): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (passedOver.test(entry.name)) return [];
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? walk(root, path) : [path];
  });
}
