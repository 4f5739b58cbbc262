import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Contents } from "../engine/files.ts";
import { envPath } from "../project/env-file.ts";
import { listFiles, type Repository } from "./git.ts";
import { stateFolder } from "./journal.ts";

/** The project as its owner has it now. */
export interface OwnedFiles {
  /** Text without CRLF and BOM, so that it can be compared. Bytes if it isn't text. */
  files: ReadonlyMap<string, Contents>;
  /** Files whose text has CRLF or a BOM on the disk. */
  forms: ReadonlyMap<string, TextForm>;
  /** Symbolic links. They are never followed, neither for reading nor for writing. */
  links: ReadonlySet<string>;
  /** Files that git doesn't track yet. Empty without git. */
  untracked: ReadonlySet<string>;
}

export interface TextForm {
  bom: boolean;
  crlf: boolean;
}

/** No template has larger files. */
const largest = 4_000_000;
/** What is installed, built, or data. Used if there is no git to say so. */
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

/** The path itself or a folder on the way to it, if it is a link. */
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

/** The text with the line endings and BOM that it has on the disk. */
export function inForm(contents: Contents, form: TextForm | undefined): Contents {
  if (typeof contents !== "string" || !form) return contents;
  const text = form.crlf ? contents.replaceAll(/\r?\n/g, "\r\n") : contents;
  return form.bom ? `\uFEFF${text}` : text;
}

/** The form of a new file: with CRLF if most of the project has it. */
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
