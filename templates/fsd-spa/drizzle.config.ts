import { defineConfig } from "drizzle-kit";
import { kit } from "./server/db/connection";

export default defineConfig({
  ...kit,
  schema: "./server/db/schema/index.ts",
  out: "./server/db/migrations",
});
