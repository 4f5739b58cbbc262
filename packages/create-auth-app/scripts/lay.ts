/**
 * Lays each app together with its base in `apps/<name>`, where it runs, is type-checked and tested.
 * The files there are hard links: an edit of one is an edit of the template.
 *
 *   node scripts/lay.ts
 *
 * Run it after pulling or switching branches, when git has replaced linked files with new ones.
 * Fails, and leaves the app as it is, if a file was edited both in `apps/` and in its template.
 */
import { join, relative, resolve } from "node:path";
import { readTemplates } from "../src/engine/read-repository.ts";
import { layChange, writeRecord } from "./lay/apply.ts";
import { type Change, changesIn, strangersIn } from "./lay/folder.ts";
import { piecesOf } from "./lay/pieces.ts";

const root = resolve(import.meta.dirname, "../../..");
let templates = readTemplates(root);
const apps = templates.filter(({ manifest }) => manifest.kind === "app");
const laid = apps.map(({ name }) => layApp(name));
process.exitCode = laid.includes(false) ? 1 : 0;

/** Whether it succeeded. */
function layApp(name: string): boolean {
  const folder = join(root, "apps", name);
  const changes = changesIn(folder, piecesNow(name), root);
  const conflicts = changes.filter(({ action }) => action === "conflict");
  for (const conflict of conflicts) console.error(conflictText(conflict));
  if (conflicts.length > 0) return false;

  for (const change of changes) {
    layChange(change);
    if (change.action === "take back") {
      console.error(`${shown(change.path)}: copied your edit into the template`);
    }
  }
  if (changes.some(({ action }) => action === "take back")) templates = readTemplates(root);
  const pieces = piecesNow(name);
  writeRecord(folder, pieces);
  for (const path of strangersIn(folder, pieces)) {
    const place = join("templates", name, path);
    console.error(`apps/${name}/${path} is in no template: move it to ${place}, or to its base`);
  }
  return true;
}

function piecesNow(name: string) {
  const app = templates.find((template) => template.name === name);
  if (!app) throw new Error(`templates/${name} is gone`);
  return piecesOf(app, templates, root);
}

function conflictText({ path, piece }: Change): string {
  const sources = piece ? piece.sources.map(shown).join(" and ") : "no template";
  return `${shown(path)} was edited, and ${sources} has another text. Keep what you want in the template, delete this file, and run lay again.`;
}

function shown(path: string): string {
  return relative(root, path);
}
