import { type EnvBlock, envText, parseEnv } from "../../engine/merge-env.ts";
import type { MergedText, ThreeTexts } from "./text.ts";

/**
 * Merges `.env.example` by variable, each with the comment above it: what the update adds comes
 * after the variable that it follows there, and what the owner has changed stays.
 */
export function mergeEnvExample({ base, mine, theirs }: ThreeTexts): MergedText {
  const [before, own, now] = [parseEnv(base), parseEnv(mine), parseEnv(theirs)];
  const result = own.flatMap((block) => {
    const old = find(before, block);
    const next = find(now, block);
    // The owner's own, or with the owner's changes.
    if (!old || !same(old, block)) return [block];
    return next ? [{ ...next, apart: block.apart }] : [];
  });
  let place = 0;
  for (const block of now) {
    const at = result.findIndex((other) => isFor(other, block));
    if (at >= 0) place = at + 1;
    else if (!find(before, block)) result.splice(place++, 0, block);
  }
  return { text: envText(result) };
}

/**
 * The project's `.env` with the variables that it lacks, as `.env.example` has them. Nothing that is
 * there changes.
 *
 * @param secretFor the value of a variable that needs one of its own, or nothing
 */
export function completeEnv(
  env: string,
  example: string,
  secretFor: (name: string) => string | undefined,
): string {
  const there = parseEnv(env);
  const missing = parseEnv(example).filter(
    (block) => block.key !== undefined && !there.some((other) => sets(other, block)),
  );
  if (missing.length === 0) return env;
  const added = missing.map((block) => {
    const secret = block.key && secretFor(block.key);
    if (!secret) return block;
    return { ...block, lines: [...block.lines.slice(0, -1), `${block.key}=${secret}`] };
  });
  const own = env === "" || env.endsWith("\n") ? env : `${env}\n`;
  return `${own}${own === "" ? "" : "\n"}${envText(added)}`;
}

/** Whether a block is about a variable of the example, and gives it a value if the example does. */
function sets(own: EnvBlock, wanted: EnvBlock): boolean {
  return own.key === wanted.key && (isComment(wanted) || !isComment(own));
}

function isComment({ lines }: EnvBlock): boolean {
  return lines.at(-1)?.startsWith("#") ?? false;
}

function find(blocks: readonly EnvBlock[], wanted: EnvBlock): EnvBlock | undefined {
  return blocks.find((block) => isFor(block, wanted));
}

/** Whether two blocks are about the same variable, or are the same piece of comment. */
function isFor(a: EnvBlock, b: EnvBlock): boolean {
  return a.key === b.key && (a.key !== undefined || same(a, b));
}

function same(a: EnvBlock, b: EnvBlock): boolean {
  return a.lines.join("\n") === b.lines.join("\n");
}
