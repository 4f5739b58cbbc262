import { databaseUrl } from "./url";

/** Which database it is, for drizzle-kit. */
export const kit = {
  dialect: "postgresql",
  dbCredentials: {
    // Read by the commands that connect, so that `generate` starts no database.
    get url() {
      return databaseUrl();
    },
  },
} as const;
