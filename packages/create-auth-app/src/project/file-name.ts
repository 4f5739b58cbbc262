const reservedOnWindows = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])[ ]*(\.|$)/i;
// Not `\p{Cc}`, which takes a millisecond to compile at every start.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u001f\u007f-\u009f]/;
const longestName = 255;
export const tooLong = `a name can have at most ${longestName} bytes`;

/** Why a file can't have this name on every system, or undefined if it can. */
export function wrongWithFileName(name: string): string | undefined {
  if (name === "") return "part of it is empty";
  if (name === "." || name === "..") return `it has a "${name}" in it`;
  if (control.test(name)) return "it contains a control character";
  const broken = /[<>:"|?*\\]/.exec(name)?.[0];
  if (broken)
    return `${broken === "\\" ? "a backslash" : `"${broken}"`} doesn't work in names on every system`;
  if (/[. ]$/.test(name)) return "Windows drops a dot or space at the end of a name";
  if (reservedOnWindows.test(name)) return `"${name}" is reserved on Windows`;
  if (Buffer.byteLength(name) > longestName) return tooLong;
  return undefined;
}

/**
 * Whether git keeps a repository in a folder with this name, also on disks that ignore case or
 * invisible characters, or that shorten long names.
 */
export function isGitFolder(name: string): boolean {
  // Most names are plain, and compiling the expression below takes a millisecond.
  if (/^[\w.@ -]+$/.test(name)) return /^\.git$/i.test(name);
  const plain = name
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .toLowerCase();
  return plain === ".git" || plain === "git~1";
}
