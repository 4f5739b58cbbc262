import { type Contents, type ProjectFiles, sortedFiles, textOf } from "../engine/files.ts";
import { isObject, packageJsonText } from "../engine/merge-package-json.ts";
import { recordPath } from "../engine/render.ts";
import type { Host } from "../host.ts";
import { envPath, renewedEnvFile } from "../project/env-file.ts";
import { type Download, download } from "./download.ts";
import { templateRefused } from "./refusal.ts";
import type { RemoteTemplate } from "./remote-template.ts";
import { templateFiles } from "./template-files.ts";

/** Gets the template, and gives the files of a project made of it. */
export async function loadRemote(
  template: RemoteTemplate,
  version: string,
  { env, signal }: Pick<Host, "env"> & { signal: AbortSignal },
): Promise<(name: string) => ProjectFiles> {
  const { fetch } = globalThis;
  const request: Download = { template, env, signal, fetch, patience: 30_000 };
  const files = templateFiles(await download(request), template);
  const json = packageJson(files, template);
  return (name) => projectFiles(files, packageJsonText(json, name), { version, template });
}

function packageJson(files: ReadonlyMap<string, Uint8Array>, template: RemoteTemplate) {
  try {
    const json: unknown = JSON.parse(textOf(files.get("package.json")));
    if (isObject(json)) return json;
  } catch {
    // Said below.
  }
  throw templateRefused(template, "its package.json is not JSON");
}

function projectFiles(
  files: ReadonlyMap<string, Uint8Array>,
  json: string,
  { version, template }: { version: string; template: RemoteTemplate },
): ProjectFiles {
  const record = JSON.stringify({ version, template: template.text }, null, 2);
  const example = files.get(".env.example");
  return sortedFiles(
    new Map<string, Contents>([
      ...files,
      ["package.json", json],
      [recordPath, `${record}\n`],
      ...(example ? [[envPath, renewedEnvFile(textOf(example))] as const] : []),
    ]),
  );
}
