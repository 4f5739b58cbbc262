import { z } from "zod";

/** What the database needs from the environment. */
export const databaseVariables = {
  DATABASE_URL: z
    .string()
    .startsWith("file:", "has to begin with file:, for example file:.data/app.db.")
    .default("file:.data/app.db"),
};

/** What of it production cannot do without: a file is made where there is none. */
export const productionDatabaseVariables = {};
