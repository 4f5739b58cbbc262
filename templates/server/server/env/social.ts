import { z } from "zod";
import { type ProviderId, providers } from "../services/sign-in/social/rules.ts";

type KeyName = `${Uppercase<ProviderId>}_CLIENT_${"ID" | "SECRET"}`;

/** The names of the variables with a provider's keys: `GITHUB_CLIENT_ID`, `GITHUB_CLIENT_SECRET`. */
export function keyNames(id: string) {
  return {
    clientId: `${id.toUpperCase()}_CLIENT_ID` as KeyName,
    clientSecret: `${id.toUpperCase()}_CLIENT_SECRET` as KeyName,
  };
}

/** What signing in with the providers needs from the environment. Development needs nothing. */
export const socialVariables = Object.fromEntries(
  Object.keys(providers)
    .flatMap((id) => Object.values(keyNames(id)))
    .map((name) => [name, z.string().optional()]),
) as Record<KeyName, z.ZodOptional<z.ZodString>>;
