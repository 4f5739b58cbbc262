import { basesOf, covers, pathIn } from "../../src/engine/layers.ts";
import { isGenerated, ownedTables } from "../../src/engine/tables.ts";
import type { Template } from "../../src/engine/templates.ts";
import { factNames, withDeciding } from "../../src/options/facts.ts";
import type { Catalogue } from "../../src/options/option.ts";

type TextTemplate = Omit<Template, "files"> & { files: ReadonlyMap<string, string> };

/** A path that a file can have in a project, and everything that decides its content. */
export interface DependentFile {
  path: string;
  app: string;
  /** The templates that have a file for it, in the order in which they are laid. */
  sources: readonly string[];
  /** The facts that decide whether it is there and what its text is. */
  facts: ReadonlySet<string>;
}

/** Merged from every template, but each entry comes from one, so none depends on two facts. */
export const mergedPaths: ReadonlySet<string> = new Set(["package.json", ".env.example"]);

const marker = /@feature[ \t]+([\w|-]+)/g;

/** Every file that a project can have, with the facts that can change it. */
export function dependentFiles(
  templates: readonly TextTemplate[],
  from: Catalogue,
): DependentFile[] {
  const known = factNames(from);
  const layers = templates.filter(({ manifest }) => manifest.kind === "layer");
  const apps = templates.filter(({ manifest }) => manifest.kind === "app");
  return apps.flatMap((app) => {
    const byPath = new Map<string, { sources: string[]; facts: Set<string> }>();
    for (const template of [...basesOf(app, templates), app, ...layers]) {
      for (const [path, text] of template.files) {
        const place = template === app ? path : pathIn(app, path);
        const entry = byPath.get(place) ?? { sources: [], facts: new Set() };
        byPath.set(place, entry);
        entry.sources.push(template.name);
        for (const fact of factsOfFile(template, path, text)) {
          if (known.has(fact)) entry.facts.add(fact);
        }
        if (!isGenerated(place, `${app.manifest.serverRoot}/db`)) continue;
        for (const names of Object.keys(ownedTables)) {
          for (const fact of names.split("|")) if (known.has(fact)) entry.facts.add(fact);
        }
      }
    }
    return [...byPath].map(([path, { sources, facts }]) => ({
      path,
      app: app.name,
      sources,
      facts: withDeciding(facts, from),
    }));
  });
}

/** What decides one template's file: its markers, its manifest, and whether it is laid. */
function factsOfFile({ manifest }: TextTemplate, path: string, text: string): string[] {
  const files = Object.entries(manifest.files ?? {}).filter(([, paths]) =>
    paths.some((entry) => covers(entry, path)),
  );
  const entries = path === "package.json" ? Object.keys(manifest.packageJson ?? {}) : [];
  const names = [
    ...[...text.matchAll(marker)].map(([, names = ""]) => names),
    ...files.map(([names]) => names),
    ...entries,
  ];
  // An app isn't a layer: which app it is decides the path, not the text.
  const layer = manifest.kind === "layer" && manifest.fact !== undefined ? [manifest.fact] : [];
  return [...layer, ...names.flatMap((names) => names.split("|"))];
}
