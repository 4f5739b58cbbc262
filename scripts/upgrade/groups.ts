import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Manifest, versionsIn } from "./manifests.ts";

/** Packages that are upgraded to one version, and their current one. */
export interface Group {
  names: readonly string[];
  from: string;
  /** The latest major version that this repository uses. */
  major?: string;
}

/** Released together, each for the same version of the others. */
const together = [
  ["better-auth", "@better-auth/core"],
  ["react-router", "@react-router/dev"],
  ["react", "react-dom"],
  ["tailwindcss", "@tailwindcss/vite"],
];

/** The repository and the apps use the Node version in long-term support. */
const ofNode = ["node", "@types/node"];

/** Every dependency of the repository, in groups that share one version. */
export function releaseGroups(manifests: readonly Manifest[]): Group[] {
  const versions = versionsIn(manifests);
  const grouped = new Set(together.flat());
  const alone = [...versions.keys()].filter((name) => !grouped.has(name)).map((name) => [name]);
  const [major] = readFileSync(resolve(import.meta.dirname, "../../.node-version"), "utf8").split(
    ".",
  );
  return [...together, ...alone].flatMap((names) => {
    const [first = ""] = names;
    const from = versions.get(first);
    if (from === undefined) return [];
    return [{ names, from, ...(ofNode.includes(first) && major ? { major } : {}) }];
  });
}
