import "../env/file.ts";
import { embeddedDatabaseUrl } from "./embedded.ts";

/** Where the database is. Without DATABASE_URL, this starts the embedded one if need be. */
export function databaseUrl() {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
  if (process.env.NODE_ENV === "production") {
    throw new Error("DATABASE_URL is missing: the embedded database is for development only.");
  }
  return embeddedDatabaseUrl();
}
