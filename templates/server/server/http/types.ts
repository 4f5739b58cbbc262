import type { HttpBindings } from "@hono/node-server";
import type { SecureHeadersVariables } from "hono/secure-headers";
import type { Session } from "~/services/auth.server";

export interface ServerEnvironment {
  Bindings: HttpBindings;
  Variables: SecureHeadersVariables & { session: Session | null };
}
