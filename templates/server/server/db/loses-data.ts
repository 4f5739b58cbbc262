// @feature sqlite
const atTheBeginning =
  /(?:^|;)\s*(?:drop\s+table|delete|update|replace|alter\s+table\b[^;]*\bdrop)\b/i;

/** Whether a statement drops, rebuilds or rewrites what is in the database. */
export function losesData(statement: string) {
  const withoutComments = statement.replace(/--.*$/gm, "").replace(/\/\*.*?\*\//gs, "");
  return atTheBeginning.test(withoutComments.trim());
}
