const notBundled = "This part of execa is not bundled: scripts/build/library-parts.ts";

/** Modules that a library imports, and their replacements: only the part that we use. */
const parts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "/giget/dist/_chunks/giget.mjs": {
    // From tar, only the half that unpacks, in the version in our package.json.
    "./libs/tar.mjs":
      'import { extract } from "tar/extract"; export const index_min_exports = { extract };',
    // Nothing from nypm, because giget installs nothing here.
    "./libs/nypm.mjs": 'export { basename, dirname, relative, resolve } from "node:path";',
  },
  // From execa, running a program and waiting for it: no sync runs, messages, pipes, or streams.
  "/execa/lib/methods/create.js": { "./main-sync.js": "export const execaCoreSync = undefined;" },
  "/execa/lib/methods/main-async.js": {
    "../pipe/setup.js": `export function pipeToSubprocess() { throw new Error("${notBundled}"); }`,
    "../convert/add.js": "export const addConvertedStreams = () => {};",
    "../ipc/methods.js": "export const addIpcMethods = () => {};",
  },
  "/execa/lib/resolve/wait-subprocess.js": {
    "../ipc/buffer-messages.js":
      "export const [waitForIpcOutput, getBufferedIpcOutput] = [() => [], () => []];",
  },
  // What execa logs about the programs it runs, if asked to: without colors and icons.
  "/execa/lib/verbose/log.js": {
    "./default.js": "export const defaultVerboseFunction = ({ message }) => message;",
  },
  "/execa/lib/verbose/complete.js": {
    "pretty-ms": 'export default (time) => time + "ms";',
  },
};
const prefix = "\0part-of:";
const debugging = "process.env.DEBUG";

/** Bundles libraries without the parts that we don't use, which are a tenth of the package. */
export const libraryParts = {
  name: "library-parts",
  resolveId(source: string, importer = ""): string | undefined {
    const library = Object.keys(parts).find((file) => importer.endsWith(file));
    if (library === undefined || parts[library]?.[source] === undefined) return undefined;
    return `${prefix}${library}:${source}`;
  },
  load(id: string): string | undefined {
    if (!id.startsWith(prefix)) return undefined;
    const [library = "", source = ""] = id.slice(prefix.length).split(":");
    return parts[library]?.[source];
  },
  transform(code: string, id: string): string | undefined {
    const library = Object.keys(parts).find((file) => id.endsWith(file));
    if (library === undefined) return undefined;
    const wanted = Object.keys(parts[library] ?? {});
    const missing = wanted.filter((source) => !new RegExp(`["']${source}["']`).test(code));
    if (missing.length > 0) throw new Error(`${library} no longer imports ${missing.join(", ")}`);
    // With DEBUG set for any program, giget prints to stdout, which is reserved for `--json`.
    return code.replaceAll(debugging, "false");
  },
};
