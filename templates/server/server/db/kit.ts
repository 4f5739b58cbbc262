import { databaseFile } from "./url";

/** Which database it is, for drizzle-kit. */
export const kit = {
  dialect: "sqlite",
  dbCredentials: {
    // Read by the commands that connect, so that `generate` needs no database.
    get url() {
      return databaseFile();
    },
  },
} as const;
