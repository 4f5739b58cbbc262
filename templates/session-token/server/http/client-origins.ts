import { cors } from "hono/cors";
import { env } from "~/env.server";
import { SIGN_IN_STATE } from "./token-session/sign-in-state";

export function isClientOrigin(origin: string) {
  return env.CLIENT_ORIGINS.includes(origin);
}

/** Clients at these origins may read the API's responses. No cookies are sent along. */
export const clientOrigins = cors({
  origin: (origin) => (isClientOrigin(origin) ? origin : null),
  allowHeaders: ["Authorization", "Content-Type", SIGN_IN_STATE],
  exposeHeaders: [SIGN_IN_STATE, "Retry-After", "WWW-Authenticate"],
  maxAge: 600,
});
