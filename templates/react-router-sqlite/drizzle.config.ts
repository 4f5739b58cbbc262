import { defineConfig } from "drizzle-kit";
import { kit } from "./app/db/connection";

export default defineConfig({
  ...kit,
  schema: "./app/db/schema/index.ts",
  out: "./app/db/migrations",
});
