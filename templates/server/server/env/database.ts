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

/** What of it production cannot do without: a file is made where there is none. */
export const productionDatabaseVariables = {};
