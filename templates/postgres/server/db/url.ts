import "../env/file.ts";
import { problemWithDatabaseUrl, withAbsolutePaths } from "../env/database-address.ts";
import { embeddedDatabaseUrl } from "./embedded.ts";

/**
 * Where the database is. Without DATABASE_URL, this starts the embedded one if need be. Throws what
 * the app would say if it can't use DATABASE_URL.
 */
export function databaseUrl() {
  const url = process.env.DATABASE_URL;
  if (url) {
    const problem = problemWithDatabaseUrl(url);
    if (problem) throw new Error(`DATABASE_URL ${problem}`);
    return withAbsolutePaths(url);
  }
  if (process.env.NODE_ENV === "production") {
    throw new Error("DATABASE_URL is missing: the embedded database is for development only.");
  }
  return embeddedDatabaseUrl();
}
