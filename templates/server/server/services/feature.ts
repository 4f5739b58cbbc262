import type { BetterAuthOptions, BetterAuthPlugin, HookEndpointContext } from "better-auth";
import { createAuthMiddleware, isAPIError } from "better-auth/api";

/** A sign-in method or another feature that can be turned off: all that better-auth needs. */
export interface Feature {
  /** What is let in from outside. The other endpoints of its plugins don't exist there. */
  endpoints: readonly string[];
  /** How many requests one client may send to an endpoint, in so many seconds. */
  limits: Record<string, { window: number; max: number }>;
  /** In this order. Two features may name the same one: it counts once. */
  plugins: readonly BetterAuthPlugin[];
  emailAndPassword?: BetterAuthOptions["emailAndPassword"];
  /** For names in the verification table that begin with this: what they are stored as. */
  storedAs?: Record<string, { hash: (identifier: string) => Promise<string> }>;
}

/** What the features bring along, put together for better-auth. */
export function collect<const Features extends readonly Feature[]>(features: Features) {
  const merged = <Value>(records: (Record<string, Value> | undefined)[]) =>
    Object.assign({}, ...records) as Record<string, Value>;
  return {
    endpoints: features.flatMap(({ endpoints }) => endpoints),
    limits: merged(features.map(({ limits }) => limits)),
    storedAs: merged(features.map(({ storedAs }) => storedAs)),
    emailAndPassword: features.find((feature) => feature.emailAndPassword)?.emailAndPassword,
    plugins: [...new Set(features.flatMap(({ plugins }) => plugins))] as PluginsOf<Features>,
  };
}

/** One after the other, because better-auth reads from their types what a user and a session have. */
type PluginsOf<Features> = Features extends readonly [infer First extends Feature, ...infer Others]
  ? [...First["plugins"], ...PluginsOf<Others>]
  : [];

/** One endpoint, several, or those of which the function says so. */
type Where = string | readonly string[] | ((request: HookEndpointContext) => boolean);

/** A request to an endpoint, as hooks see it. */
export type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

type Act = (ctx: HookContext) => Promise<unknown>;

interface Hook {
  when: "before" | "after";
  matcher: (request: HookEndpointContext) => boolean;
  handler: ReturnType<typeof createAuthMiddleware>;
}

/** What happens before an endpoint. It throws an APIError if the request goes no further. */
export function before(where: Where, check: Act): Hook {
  return { when: "before", matcher: matcherOf(where), handler: createAuthMiddleware(check) };
}

/** What happens after an endpoint has done what it was asked to. */
export function after(where: Where, then: Act): Hook {
  const unlessRefused: Act = async (ctx) => {
    const { returned } = ctx.context;
    if (!isAPIError(returned) || returned.statusCode < 400) return then(ctx);
    return;
  };
  return { when: "after", matcher: matcherOf(where), handler: createAuthMiddleware(unlessRefused) };
}

// @feature email-code
/** What happens after an endpoint has refused a request for this reason. It may throw another one. */
export function afterRefusal(where: Where, code: string, then: Act): Hook {
  const ifRefused: Act = async (ctx) => {
    const { returned } = ctx.context;
    if (isAPIError(returned) && returned.body?.code === code) return then(ctx);
    return;
  };
  return { when: "after", matcher: matcherOf(where), handler: createAuthMiddleware(ifRefused) };
}

// @end
/** What happens after any request that has begun a session, whatever its response is. */
export function afterSignIn(then: Act): Hook {
  const isSignIn: Hook["matcher"] = ({ context }) => Boolean(context.newSession);
  return { when: "after", matcher: isSignIn, handler: createAuthMiddleware(then) };
}

/** Hooks for a plugin of better-auth, which runs them in the order of plugins and of this list. */
export function inOrder(...hooks: Hook[]) {
  return {
    before: hooks.filter(({ when }) => when === "before"),
    after: hooks.filter(({ when }) => when === "after"),
  };
}

/** Hooks around what better-auth writes to the database, for a plugin's `init`. */
export function onWriting(databaseHooks: NonNullable<BetterAuthOptions["databaseHooks"]>) {
  return () => ({ options: { databaseHooks } });
}

function matcherOf(where: Where): Hook["matcher"] {
  if (typeof where === "function") return where;
  return ({ path }) => (typeof where === "string" ? path === where : where.includes(path ?? ""));
}
