import { z } from "zod";
import { defaultDatabaseUrl, readDatabaseUrl } from "../db/connection.ts";

/** What the database needs from the environment. */
export const databaseVariables = {
  DATABASE_URL: z
    .string()
    .superRefine((url, context) => {
      const address = readDatabaseUrl(url);
      if ("problem" in address) context.addIssue(address.problem);
    })
    .default(defaultDatabaseUrl),
};

/** What production requires: nothing, because a file is created if there is none. */
export const productionDatabaseVariables = {};
