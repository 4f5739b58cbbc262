import { type Contents, type ProjectFiles, sortedFiles, textOf } from "../engine/files.ts";
import { isObject, packageJsonText } from "../engine/merge-package-json.ts";
import { recordPath } from "../engine/render.ts";
import type { Place } from "../host.ts";
import type { Voice } from "../output/voice.ts";
import { envPath, renewedEnvFile } from "../project/env-file.ts";
import { type Download, download } from "./download.ts";
import { templateRefused } from "./refusal.ts";
import type { RemoteTemplate } from "./remote-template.ts";
import { templateFiles } from "./template-files.ts";

export interface RemoteAround {
  place: Pick<Place, "env">;
  voice: Voice;
  signal: AbortSignal;
}

/** Gets the template, and gives the files of a project made of it. */
export async function loadRemote(
  template: RemoteTemplate,
  version: string,
  { place, voice, signal }: RemoteAround,
): Promise<(name: string) => ProjectFiles> {
  const { fetch } = globalThis;
  const request: Download = { template, env: place.env, signal, fetch, patience: 30_000 };
  const doing = voice.begin(`Downloading ${template.text}`);
  try {
    const files = templateFiles(await download(request), template);
    const json = packageJson(files, template);
    doing.done(`Downloaded ${template.text}`);
    return (name) => projectFiles(files, packageJsonText(json, name), { version, template });
  } catch (error) {
    doing.failed(`Downloading ${template.text}: stopped`);
    throw error;
  }
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
