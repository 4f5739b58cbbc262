import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import { closeDatabase, db } from "./index.ts";

// Applies the migrations that the database does not have yet. Safe to run at every start.
migrate(db, { migrationsFolder: `${import.meta.dirname}/migrations` });
await closeDatabase();
console.log("The database is up to date.");
