import "../env/file.ts";

/** Where the database is. Tools use this, so that they need nothing else of the environment. */
export function databaseUrl() {
  return process.env.DATABASE_URL || "file:.data/app.db";
}
