import type { BetterAuthOptions, BetterAuthPlugin, HookEndpointContext } from "better-auth";
import { createAuthMiddleware, isAPIError } from "better-auth/api";

/** A sign-in method or another feature that can be turned off: all that better-auth needs. */
export interface Feature {
  /** The endpoints that are open. To the outside, its plugins' other endpoints don't exist. */
  endpoints: readonly string[];
  /** How many requests a client may send to an endpoint, within how many seconds. */
  limits: Record<string, { window: number; max: number }>;
  /** In this order. If two features name the same plugin, it counts once. */
  plugins: readonly BetterAuthPlugin[];
  emailAndPassword?: BetterAuthOptions["emailAndPassword"];
  /** How names in the verification table with this prefix are stored. */
  storedAs?: Record<string, { hash: (identifier: string) => Promise<string> }>;
}

/** Everything that the features need, combined for better-auth. */
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

/** A tuple, because better-auth reads the fields of users and sessions from the plugins' types. */
type PluginsOf<Features> = Features extends readonly [infer First extends Feature, ...infer Others]
  ? [...First["plugins"], ...PluginsOf<Others>]
  : [];

/** One endpoint, several, or those that the function accepts. */
type Where = string | readonly string[] | ((request: HookEndpointContext) => boolean);

/** A request to an endpoint, as hooks see it. */
export type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

type Act = (ctx: HookContext) => Promise<unknown>;

interface Hook {
  when: "before" | "after";
  matcher: (request: HookEndpointContext) => boolean;
  handler: ReturnType<typeof createAuthMiddleware>;
}

/** Runs before an endpoint. It throws an APIError to refuse the request. */
export function before(where: Where, check: Act): Hook {
  return { when: "before", matcher: matcherOf(where), handler: createAuthMiddleware(check) };
}

/** Runs after an endpoint, unless the request was refused. */
export function after(where: Where, then: Act): Hook {
  const unlessRefused: Act = async (ctx) => {
    const { returned } = ctx.context;
    if (!isAPIError(returned) || returned.statusCode < 400) return then(ctx);
    return;
  };
  return { when: "after", matcher: matcherOf(where), handler: createAuthMiddleware(unlessRefused) };
}

// @feature email-code|password|two-factor
/** Runs after an endpoint has refused a request for one of these reasons. It may throw another one. */
export function afterRefusal(where: Where, codes: readonly string[], then: Act): Hook {
  const ifRefused: Act = async (ctx) => {
    const { returned } = ctx.context;
    if (isAPIError(returned) && codes.includes(returned.body?.code ?? "")) return then(ctx);
    return;
  };
  return { when: "after", matcher: matcherOf(where), handler: createAuthMiddleware(ifRefused) };
}

// @end
/** Runs after any request that has started a session, whatever its response. */
export function afterSignIn(then: Act): Hook {
  return { when: "after", matcher: startsSession, handler: createAuthMiddleware(then) };
}

/** For better-auth, a session that any request extends is also a new one. It keeps its token. */
export function startsSession({ context: { newSession, session } }: HookEndpointContext) {
  return Boolean(newSession) && newSession?.session.token !== session?.session.token;
}

/** Hooks for a better-auth plugin. They run in the order of the plugins and of this list. */
export function inOrder(...hooks: Hook[]) {
  return {
    before: hooks.filter(({ when }) => when === "before"),
    after: hooks.filter(({ when }) => when === "after"),
  };
}

/** Hooks around better-auth's writes to the database, for a plugin's `init`. */
export function onWriting(databaseHooks: NonNullable<BetterAuthOptions["databaseHooks"]>) {
  return () => ({ options: { databaseHooks } });
}

function matcherOf(where: Where): Hook["matcher"] {
  if (typeof where === "function") return where;
  return ({ path }) => (typeof where === "string" ? path === where : where.includes(path ?? ""));
}
