import { databaseUrl } from "./url";

/** Which database it is, for drizzle-kit. */
export const kit = {
  dialect: "sqlite",
  dbCredentials: { url: databaseUrl() },
} as const;
