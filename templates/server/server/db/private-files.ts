// @feature sqlite
import { chmodSync, closeSync, mkdirSync, openSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../env/root.ts";

const ownFolder = join(root, ".data");

/**
 * Makes a file, and the folders on the way to it, that only the app's user can read: without this,
 * everyone with an account on the machine could. What is there already keeps its rights, unless it
 * is in `.data`, which is the app's own. SQLite gives its other files the rights of the database.
 */
export function makePrivateFile(file: string) {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  closeSync(openSync(file, "a", 0o600));
  if (folder !== ownFolder) return;
  if (isOurs(folder)) chmodSync(folder, 0o700);
  if (isOurs(file)) chmodSync(file, 0o600);
}

/** A volume may belong to another user, who alone can change its rights, and be open to the app's group. */
function isOurs(path: string) {
  return !process.getuid || statSync(path).uid === process.getuid();
}
