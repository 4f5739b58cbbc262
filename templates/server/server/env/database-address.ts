/** Where the database is when DATABASE_URL doesn't say: in a folder that git ignores. */
export const defaultDatabaseUrl = "file:.data/app.db";

/**
 * Reads DATABASE_URL: the path of the SQLite file, which may be relative to the app, or what is
 * wrong with the address. The app and its tools all ask here, so that they agree.
 */
export function readDatabaseUrl(url: string): { file: string } | { problem: string } {
  if (!url.startsWith("file:")) {
    return { problem: "has to begin with file:, for example file:.data/app.db." };
  }
  if (/[?#]/.test(url)) {
    return { problem: "can't have parameters. Write a ? in a file name as %3F and a # as %23." };
  }
  const [, host, encoded = ""] = /^file:(?:\/\/([^/]*))?(.*)$/s.exec(url) ?? [];
  if (host) {
    return { problem: "names another machine. Write file:folder/app.db or file:/folder/app.db." };
  }
  const path = decoded(encoded);
  if (path === undefined || path.includes("\0")) {
    return { problem: "has a % that encodes nothing. Write a % in a file name as %25." };
  }
  if (path === ":memory:") {
    return { problem: "can't be in memory, where every command would find it empty." };
  }
  if (path === "" || /[\\/]$/.test(path)) {
    return { problem: "has to name a file, for example file:.data/app.db." };
  }
  // On Windows, file:///C:/app.db means C:/app.db.
  return { file: path.replace(/^\/(?=[a-z]:[\\/])/i, "") };
}

function decoded(text: string) {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
