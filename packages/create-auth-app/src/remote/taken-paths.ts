import { recordPath } from "../engine/render.ts";
import { envPath } from "../project/env-file.ts";

interface TakenPath {
  path: string;
  kind: "file" | "folder";
  /** One that we write. If the template has it as well, ours wins. */
  ours: boolean;
}

/**
 * Remembers which paths are taken, on a disk that doesn't distinguish `A` from `a`. Taking a path
 * returns the reason why it can't be taken, or undefined.
 */
export function takenPaths(): (path: string, kind: TakenPath["kind"]) => string | undefined {
  const taken = new Map<string, TakenPath>(
    [envPath, recordPath].map((path) => [path, { path, kind: "file", ours: true }]),
  );
  const takePart = (path: string, kind: TakenPath["kind"]) => {
    const key = path.normalize("NFC").toLowerCase();
    const other = taken.get(key);
    if (other && other.path !== path)
      return `"${path}" and "${other.path}" are the same on some systems`;
    if (other && other.kind !== kind) return `"${path}" is both a file and a folder`;
    if (other && kind === "file" && !other.ours) return `"${path}" is in it twice`;
    taken.set(key, { path, kind, ours: false });
    return undefined;
  };
  return (path, kind) => {
    const segments = path.split("/");
    for (let depth = 1; depth < segments.length; depth++) {
      const reason = takePart(segments.slice(0, depth).join("/"), "folder");
      if (reason) return reason;
    }
    return takePart(path, kind);
  };
}
