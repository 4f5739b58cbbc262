import { z } from "zod";
import { problemWithDatabaseUrl } from "../db/connection.ts";

const address = z
  .string("is missing. Set it to your PostgreSQL server: postgres://user:password@host:5432/name")
  .superRefine((url, context) => {
    const problem = problemWithDatabaseUrl(url);
    if (problem) context.addIssue(problem);
  });

/** What the database needs from the environment. */
export const databaseVariables = {
  // Development has an embedded PostgreSQL when there is none.
  DATABASE_URL: address.optional(),
  DATABASE_POOL_SIZE: z.coerce
    .number("has to be a number.")
    .int("has to be a whole number.")
    .min(1, "has to be 1 or more.")
    .default(10),
};

/** What production requires. */
export const productionDatabaseVariables = { DATABASE_URL: address };
