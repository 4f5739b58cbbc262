/** An argument as it can be pasted into a shell: on Windows, both into cmd.exe and PowerShell. */
export function quote(argument: string, platform: NodeJS.Platform): string {
  if (platform === "win32") return quoteOnWindows(argument);
  if (/^[\w@%+=:,./-]+$/.test(argument)) return argument;
  return `'${argument.replaceAll("'", `'\\''`)}'`;
}

function quoteOnWindows(argument: string): string {
  // PowerShell takes commas for lists, an @ in front for a variable, and a bare -- for itself.
  if (/^[\w+=:./\\-][\w@+=:./\\-]*$/.test(argument) && argument !== "--") return argument;
  // PowerShell alone knows these in double quotes. In single quotes, cmd.exe passes the quotes on as part of the text.
  if (/[$`]/.test(argument)) return `'${argument.replaceAll("'", "''")}'`;
  // A Windows path cannot contain a double quote.
  return `"${argument}"`;
}

export function commandText(command: readonly string[], platform: NodeJS.Platform): string {
  return command.map((argument) => quote(argument, platform)).join(" ");
}
