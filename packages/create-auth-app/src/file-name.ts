const reservedOnWindows = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
// Not `\p{Cc}`: that takes a millisecond to compile, at every start.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u001f\u007f-\u009f]/;
const longestName = 255;

/** Why a file cannot have this name on every system, or nothing if it can. */
export function wrongWithFileName(name: string): string | undefined {
  if (name === "") return "a part of it is empty";
  if (name === "." || name === "..") return `it has a "${name}" in it`;
  if (control.test(name)) return "it contains a control character";
  const broken = /[<>:"|?*\\]/.exec(name)?.[0];
  if (broken)
    return `${broken === "\\" ? "a backslash" : `"${broken}"`} does not work in names on every system`;
  if (/[. ]$/.test(name)) return "Windows drops a dot or a space at the end of a name";
  if (reservedOnWindows.test(name)) return `"${name}" is reserved on Windows`;
  if (Buffer.byteLength(name) > longestName) return `a name has at most ${longestName} bytes`;
  return undefined;
}
