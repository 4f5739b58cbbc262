import { defineConfig } from "drizzle-kit";
import { databaseUrl } from "./app/db/url";

export default defineConfig({
  dialect: "sqlite",
  schema: "./app/db/schema/index.ts",
  out: "./app/db/migrations",
  dbCredentials: { url: databaseUrl() },
});
