import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { errorCode, exitCodes, UserError } from "../errors.ts";
import type { Host } from "../host.ts";
import { archiveAddress, providers } from "./providers.ts";
import { responseRefused, templateRefused } from "./refusals.ts";
import type { RemoteTemplate } from "./remote-template.ts";
import { findToken } from "./token.ts";

export interface Download {
  template: RemoteTemplate;
  env: Host["env"];
  signal: AbortSignal;
  fetch: typeof globalThis.fetch;
  /** How long to wait without data before giving up (ms). */
  patience: number;
}

const megabyte = 1024 * 1024;
const mostCompressed = 20 * megabyte;
const mostUnpacked = 100 * megabyte;
const mostRedirects = 5;

/** The archive of the whole repository, unpacked in memory. Gives up if it is too large or too slow. */
export async function download(request: Download): Promise<Uint8Array> {
  const { signal, patience } = request;
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), patience);
  try {
    signal.throwIfAborted();
    return await unpacked(request, AbortSignal.any([signal, silence.signal]), timer);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UserError) throw error;
    if (silence.signal.aborted) throw timedOut(request);
    throw explained(error, request);
  } finally {
    clearTimeout(timer);
  }
}

/** Requests the archive, and follows redirects if they are allowed. */
async function ask(
  { template, env, fetch }: Pick<Download, "template" | "env" | "fetch">,
  signal: AbortSignal,
): Promise<NonNullable<Response["body"]>> {
  const { redirects, mode } = providers[template.provider];
  const token = findToken(env, template.provider);
  const first = new URL(archiveAddress(template));
  let address = first;
  for (let left = mostRedirects; ; left--) {
    // The token is for this server and no other.
    const authorized = token && address.origin === first.origin;
    const response = await fetch(address.href, {
      headers: authorized ? { authorization: `Bearer ${token.value}` } : {},
      redirect: "manual",
      signal,
      ...(mode && { mode }),
    });
    const { body } = response;
    if (response.ok && body) return body;
    await body?.cancel();
    const next = redirects && left > 0 ? redirectOf(response, address) : undefined;
    if (!next) throw responseRefused(response, template, token?.name);
    address = next;
  }
}

/** The address a response redirects to, if it is encrypted. */
function redirectOf({ status, headers }: Response, from: URL): URL | undefined {
  const location = headers.get("location");
  if (status < 300 || status >= 400 || !location || !URL.canParse(location, from.href))
    return undefined;
  const to = new URL(location, from);
  return to.protocol === "https:" ? to : undefined;
}

async function unpacked(
  { template, env, fetch }: Download,
  signal: AbortSignal,
  timer: NodeJS.Timeout,
): Promise<Uint8Array> {
  const body = await ask({ template, env, fetch }, signal);
  const tooLarge = (limit: number) =>
    templateRefused(template, `the repository has more than ${limit / megabyte} MB`);
  const chunks: Buffer[] = [];
  await pipeline(
    Readable.fromWeb(body),
    async function* (source: AsyncIterable<Buffer>) {
      for await (const chunk of upTo(mostCompressed, source, tooLarge)) {
        timer.refresh();
        yield chunk;
      }
    },
    createGunzip(),
    // Counted while it unpacks: a small archive may contain a lot.
    async (source: AsyncIterable<Buffer>) => {
      for await (const chunk of upTo(mostUnpacked, source, tooLarge)) chunks.push(chunk);
    },
    { signal },
  );
  return Buffer.concat(chunks);
}

async function* upTo(
  limit: number,
  source: AsyncIterable<Buffer>,
  tooLarge: (limit: number) => UserError,
): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > limit) throw tooLarge(limit);
    yield chunk;
  }
}

function timedOut({ template, patience }: Download): UserError {
  return new UserError(
    `${originOf(template)} sent nothing for ${Math.ceil(patience / 1000)} seconds.`,
    {
      code: "remote-time-out",
      hint: "Nothing was written. Try again.",
      exitCode: exitCodes.failed,
    },
  );
}

function explained(error: unknown, { template, env }: Download): unknown {
  const code = errorCode(error) ?? (error instanceof Error ? errorCode(error.cause) : undefined);
  if (code?.startsWith("Z_")) return templateRefused(template, "its archive is damaged");
  const isOffline = error instanceof TypeError || code !== undefined;
  if (!isOffline) return error;
  const hasProxy = ["HTTPS_PROXY", "https_proxy"].some((name) => env[name]);
  const proxy = "Node.js uses your proxy only with NODE_USE_ENV_PROXY=1 (22.21 or newer).";
  return new UserError(`${originOf(template)} isn't responding${code ? ` (${code})` : ""}.`, {
    code: "no-network",
    hint: ["Nothing was written.", ...(hasProxy ? [proxy] : [])].join("\n"),
    exitCode: exitCodes.failed,
  });
}

function originOf(template: RemoteTemplate): string {
  return new URL(archiveAddress(template)).origin;
}
