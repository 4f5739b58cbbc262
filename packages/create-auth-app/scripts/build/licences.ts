import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const licencesFile = "licenses.txt";

/** Writes the notices of everything bundled beside the bundle, as the licenses require. */
export function licences(folder: string) {
  return {
    name: "licences",
    writeBundle(_options: unknown, bundle: Record<string, { moduleIds?: string[] }>): void {
      const modules = Object.values(bundle).flatMap(({ moduleIds = [] }) => moduleIds);
      const packages = new Set(modules.flatMap((module) => packageAround(module) ?? []));
      const notices = [...packages].sort().map(noticeOf).sort();
      writeFileSync(join(folder, licencesFile), `${notices.join("\n\n---\n\n")}\n`);
    },
  };
}

/** The folder of the installed package that contains a module. */
function packageAround(module: string): string | undefined {
  if (!module.includes("/node_modules/")) return undefined;
  for (let folder = dirname(module); !folder.endsWith("/node_modules"); folder = dirname(folder)) {
    const json = join(folder, "package.json");
    if (existsSync(json) && JSON.parse(readFileSync(json, "utf8")).version) return folder;
  }
  return undefined;
}

function noticeOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const files = readdirSync(folder)
    .filter((file) => /^(?:licen[cs]e|copying|notice)/i.test(file))
    .map((file) => readFileSync(join(folder, file), "utf8").trim());
  if (files.length === 0 && license === undefined) throw new Error(`${name} names no license`);
  return [`${name} ${version} (${license})`, ...files].join("\n\n");
}
