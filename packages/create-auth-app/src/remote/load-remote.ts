import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Contents, type ProjectFiles, sortedFiles, textOf } from "../engine/files.ts";
import { isObject, packageJsonText } from "../engine/merge-package-json.ts";
import { recordPath } from "../engine/render.ts";
import type { Host } from "../host.ts";
import { envPath, renewedEnvFile } from "../project/env-file.ts";
import { download } from "./download.ts";
import { templateRefused } from "./refusals.ts";
import type { RemoteTemplate } from "./remote-template.ts";
import { assertSame, type TemplateFiles, templateFiles, unpackedFiles } from "./template-files.ts";
import { findToken } from "./token.ts";
import { unpack, unpackedFolder, unpackKept } from "./unpack.ts";

interface Around {
  env: Host["env"];
  signal: AbortSignal;
}

/** Downloads the template, and returns a function that creates the files of a project. */
export async function loadRemote(
  template: RemoteTemplate,
  version: string,
  around: Around,
): Promise<(name: string) => ProjectFiles> {
  // Only this user can read it.
  const stage = mkdtempSync(join(tmpdir(), "create-auth-app-template-"));
  try {
    const files = await filesOf(template, stage, around);
    const json = packageJson(files, template);
    return (name) => projectFiles(files, packageJsonText(json, name), { version, template });
  } finally {
    rmSync(stage, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function filesOf(
  template: RemoteTemplate,
  stage: string,
  { env, signal }: Around,
): Promise<TemplateFiles> {
  const unpacked = join(stage, unpackedFolder);
  if (prefersCache(env) && (await unpackKept(template, stage))) {
    try {
      return unpackedFiles(unpacked, template);
    } catch {
      // It was fine when it was cached, and has been damaged since.
    }
  }
  const { fetch } = globalThis;
  const archive = await download({ template, env, signal, fetch, patience: 30_000 });
  // Checked before anything is on the disk.
  const listed = templateFiles(archive, template);
  // An archive that needs a token isn't left in the cache.
  const keep = findToken(env, template.provider) === undefined;
  await unpack(template, archive, { to: stage, keep });
  signal.throwIfAborted();
  const files = unpackedFiles(unpacked, template);
  assertSame(listed, files, template);
  return files;
}

/** Set by npm's `--prefer-offline`, or in its settings. */
function prefersCache(env: Host["env"]): boolean {
  return env["npm_config_prefer_offline"] === "true" || env["npm_config_offline"] === "true";
}

function packageJson(files: TemplateFiles, template: RemoteTemplate) {
  try {
    const json: unknown = JSON.parse(textOf(files.get("package.json")));
    if (isObject(json)) return json;
  } catch {
    // Reported below.
  }
  throw templateRefused(template, "its package.json isn't valid JSON");
}

function projectFiles(
  files: TemplateFiles,
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
