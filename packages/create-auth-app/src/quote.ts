/** An argument as it can be pasted into a shell. */
export function quote(argument: string, platform: NodeJS.Platform): string {
  if (/^[\w@%+=:,./-]+$/.test(argument)) return argument;
  // cmd.exe knows double quotes only; a Windows path cannot contain one.
  if (platform === "win32") return `"${argument}"`;
  return `'${argument.replaceAll("'", `'\\''`)}'`;
}

export function commandText(command: readonly string[], platform: NodeJS.Platform): string {
  return command.map((argument) => quote(argument, platform)).join(" ");
}
