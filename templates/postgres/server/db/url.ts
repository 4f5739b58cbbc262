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
  // A script of yours sets nothing. What a container sets, also to nothing, is meant for production.
  if (!["development", "test"].includes(process.env.NODE_ENV ?? "development")) {
    throw new Error("DATABASE_URL is missing: the embedded database is for development only.");
  }
  return embeddedDatabaseUrl();
}
