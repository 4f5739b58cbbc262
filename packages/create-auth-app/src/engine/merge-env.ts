/** A variable with the comment above it, or a comment that belongs to no variable. */
export interface EnvBlock {
  key: string | undefined;
  lines: string[];
  /** Whether there is an empty line above it. */
  apart: boolean;
}

/** `base` with the blocks of `added`: one for the same variable replaces, new ones are appended. */
export function mergeEnv(base: string, added: string): string {
  const blocks = parseEnv(base);
  const old = blocks.length;
  for (const block of parseEnv(added)) {
    const index = blocks.findIndex((other) => other.key !== undefined && other.key === block.key);
    const replaced = blocks[index];
    if (replaced) blocks[index] = { ...block, apart: replaced.apart };
    else blocks.push({ ...block, apart: block.apart || blocks.length === old });
  }
  return envText(blocks);
}

/** The text of a file with these blocks. */
export function envText(blocks: readonly EnvBlock[]): string {
  const lines = blocks.flatMap(({ lines, apart }, index) =>
    apart && index > 0 ? ["", ...lines] : lines,
  );
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

const variable = /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=/;
const commentedOut = /^#[ \t]*([A-Z][A-Z0-9_]*)=/;

/** A block ends with its variable (even one that is commented out, `# KEY=`) or an empty line. */
export function parseEnv(text: string): EnvBlock[] {
  const blocks: EnvBlock[] = [];
  let lines: string[] = [];
  let apart = false;
  const finish = (key: string | undefined) => {
    if (lines.length > 0) blocks.push({ key, lines, apart });
    lines = [];
    apart = false;
  };
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === "") {
      finish(undefined);
      apart = true;
      continue;
    }
    lines.push(line);
    const key = variable.exec(line)?.[1] ?? commentedOut.exec(line)?.[1];
    if (key !== undefined) finish(key);
  }
  finish(undefined);
  return blocks;
}
