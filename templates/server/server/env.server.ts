import { z } from "zod";
import { appName } from "./brand.ts";
import { devHosts, isLoopback, previewOrigins, sender } from "./env/addresses.ts";
import { databaseVariables, productionDatabaseVariables } from "./env/database.ts";
import { emailVariables, productionEmailVariables } from "./env/email.ts";
import { loadEnv } from "./env/root.ts";
import { sessionVariables } from "./env/session.ts"; // @feature token
import { socialVariables } from "./env/social.ts"; // @feature social
import { proxies } from "./http/client-address.ts";

const exampleSecret = "replace-this-with-a-secret-of-your-own";
const makeASecret = "Generate one with: openssl rand -base64 32";

const variables = {
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  BETTER_AUTH_SECRET: z
    .string(`is missing. ${makeASecret}`)
    .min(32, `is too short: it needs at least 32 characters. ${makeASecret}`)
    .refine((secret) => secret !== exampleSecret, `is still the example. ${makeASecret}`),
  // Ignored in development, where the address is the one in the browser.
  BETTER_AUTH_URL: z.string().optional(),
  // Ignored in production, where the app responds only at its own address.
  DEV_HOSTS: devHosts,
  // Ignored in development: see DEV_HOSTS.
  PREVIEW_ORIGINS: previewOrigins,
  TRUSTED_PROXIES: proxies,
  CLIENT_IP_HEADER: z
    .string()
    .regex(/^[\w-]+$/, "has to be the name of a header, for example Fly-Client-IP.")
    .optional(),
  PORT: z.coerce
    .number("has to be a number.")
    .int("has to be a whole number.")
    .min(0, "has to be between 0 and 65535.")
    .max(65_535, "has to be between 0 and 65535.")
    .default(3000),
  EMAIL_FROM: sender.prefault(`${appName} <no-reply@example.com>`),
  ...databaseVariables,
  ...emailVariables,
  ...sessionVariables, // @feature token
  ...socialVariables, // @feature social
};

const productionVariables = {
  ...variables,
  BETTER_AUTH_URL: z
    .string("is missing. Set it to the app's own address: https://example.com")
    .refine(isOrigin, "has to be an address without a path: https://example.com")
    .refine(isSafeOrigin, "has to begin with https:// (http:// is for localhost only)."),
  ...productionDatabaseVariables,
  ...productionEmailVariables,
};

export type Environment = z.infer<z.ZodObject<typeof variables>>;

/** Reads the app's variables from `source`, or reports everything that is wrong with them. */
export function readEnvironment(source: Record<string, string | undefined>): Environment {
  // `NAME=` in a file means the same as leaving the line out.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const wanted = given.NODE_ENV === "production" ? productionVariables : variables;
  const result = z.object(wanted).safeParse(given);
  if (result.success) return result.data;

  const problems = result.error.issues.map((issue) => `  ${issue.path.join(".")} ${issue.message}`);
  throw withoutStack(
    `The app can't start. These environment variables need attention:\n${problems.join("\n")}\n` +
      "Set them, or add them to the file .env (.env.example explains each one).",
  );
}

function isOrigin(url: string) {
  return (
    /^https?:/.test(url) && URL.canParse(url) && new URL(url).href === `${new URL(url).origin}/`
  );
}

function isSafeOrigin(url: string) {
  return url.startsWith("https:") || (URL.canParse(url) && isLoopback(new URL(url).hostname));
}

/** Only the list of problems helps here; a stack trace would hide it. */
function withoutStack(message: string) {
  const error = new Error(message);
  error.stack = message;
  return error;
}

loadEnv();
export const env = readEnvironment(process.env);
export const isProduction = env.NODE_ENV === "production";
