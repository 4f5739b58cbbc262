import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { errorCode, exitCodes, UserError } from "../errors.ts";
import type { Host } from "../host.ts";
import { tokenIn } from "./github-token.ts";
import { templateRefused } from "./refusal.ts";
import { answerRefused } from "./refused-answer.ts";
import type { RemoteTemplate } from "./remote-template.ts";

export interface Download {
  template: RemoteTemplate;
  env: Host["env"];
  signal: AbortSignal;
  fetch: typeof globalThis.fetch;
  /** Milliseconds without a byte after which nobody is there any more. */
  patience: number;
}

const codeload = "https://codeload.github.com";
const megabyte = 1024 * 1024;
const mostCompressed = 20 * megabyte;
const mostUnpacked = 100 * megabyte;

/** The archive of the whole repository, unpacked in memory. */
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

async function unpacked(
  { template, env, fetch }: Download,
  signal: AbortSignal,
  timer: NodeJS.Timeout,
): Promise<Uint8Array> {
  const token = tokenIn(env);
  // A redirect is not followed: the token is for this address and no other.
  const response = await fetch(addressOf(template), {
    headers: token ? { authorization: `Bearer ${token.value}` } : {},
    redirect: "manual",
    signal,
  });
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw answerRefused(response, template, token?.name);
  }
  const tooLarge = (limit: number) =>
    templateRefused(template, `the repository has more than ${limit / megabyte} MB`);
  const chunks: Buffer[] = [];
  await pipeline(
    Readable.fromWeb(response.body),
    async function* (source: AsyncIterable<Buffer>) {
      for await (const chunk of upTo(mostCompressed, source, tooLarge)) {
        timer.refresh();
        yield chunk;
      }
    },
    createGunzip(),
    // Counted while it unpacks: a small archive may be a very large one inside.
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

function addressOf({ owner, repo, ref = "HEAD" }: RemoteTemplate): string {
  const path = [owner, repo, "tar.gz", ...ref.split("/")].map(encodeURIComponent).join("/");
  return `${codeload}/${path}`;
}

function timedOut({ patience }: Download): UserError {
  return new UserError(`${codeload} was silent for ${Math.ceil(patience / 1000)} seconds.`, {
    code: "remote-time-out",
    hint: "Nothing was written. Try it again.",
    exitCode: exitCodes.failed,
  });
}

function explained(error: unknown, { template, env }: Download): unknown {
  const code = errorCode(error) ?? (error instanceof Error ? errorCode(error.cause) : undefined);
  if (code?.startsWith("Z_")) return templateRefused(template, "its archive is damaged");
  const isOffline = error instanceof TypeError || code !== undefined;
  if (!isOffline) return error;
  const hasProxy = ["HTTPS_PROXY", "https_proxy"].some((name) => env[name]);
  const proxy = "Node.js goes through your proxy only with NODE_USE_ENV_PROXY=1 (22.21 or newer).";
  return new UserError(`${codeload} does not answer${code ? ` (${code})` : ""}.`, {
    code: "no-network",
    hint: ["Nothing was written.", ...(hasProxy ? [proxy] : [])].join("\n"),
    exitCode: exitCodes.failed,
  });
}
