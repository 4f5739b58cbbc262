import { createContext } from "react-router";
import type { Session } from "~/services/auth.server";

/** Who is signed in. Looked up once per request by http/session.ts. */
export const sessionContext = createContext<Session | null>(null);

/** The nonce of this answer's Content-Security-Policy. */
export const nonceContext = createContext<string>();
