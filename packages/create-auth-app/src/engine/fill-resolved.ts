import { isObject, parseJsonObject } from "./merge-package-json.ts";

/** Where the user's npm finds packages. */
export interface RegistrySettings {
  /** npm's `registry` setting. */
  registry: string;
  /** npm's `@scope:registry` settings, by scope (`@scope`). */
  scopes?: Readonly<Record<string, string>>;
}

/**
 * The lockfile with the address of each tarball, which saves npm a request per package. It isn't
 * rendered, because it depends on the machine's settings.
 */
export function fillResolved(lockfile: string, settings: RegistrySettings): string {
  const json = parseJsonObject("package-lock.json", lockfile);
  const packages = json["packages"];
  if (!isObject(packages)) return lockfile;
  const filled = Object.entries(packages).map(([location, entry]) => {
    if (!isObject(entry)) return [location, entry];
    const resolved = addressOf(location, entry, settings);
    if (resolved === undefined) return [location, entry];
    const { name, version, ...rest } = entry;
    return [location, { ...(name !== undefined && { name }), version, resolved, ...rest }];
  });
  return `${JSON.stringify({ ...json, packages: Object.fromEntries(filled) }, null, 2)}\n`;
}

/** Nothing for the project itself, links, bundled packages, and entries that have an address. */
function addressOf(
  location: string,
  { name, version, resolved, link, inBundle }: Record<string, unknown>,
  { registry, scopes = {} }: RegistrySettings,
): string | undefined {
  const folder = "node_modules/";
  const start = location.lastIndexOf(folder);
  if (start === -1 || resolved !== undefined || link === true || inBundle === true)
    return undefined;
  if (typeof version !== "string") return undefined;
  // The entry of an alias has the real name; otherwise the folder is the name.
  const real = typeof name === "string" ? name : location.slice(start + folder.length);
  const [scope, base = real] = real.startsWith("@") ? real.split("/") : [undefined, real];
  const from = (scope !== undefined && scopes[scope]) || registry;
  return `${from.replace(/\/*$/, "")}/${real}/-/${base}-${version.replace(/\+.*$/, "")}.tgz`;
}
