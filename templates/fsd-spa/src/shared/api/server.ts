import type { hc, InferResponseType } from "hono/client";
import type { Api } from "~/http/api";
import type { auth } from "~/services/auth.server";

// Types only, so no server code gets into the browser. When an endpoint changes, code that calls it
// no longer compiles.

type OwnApi = ReturnType<typeof hc<Api>>;

/** What our own endpoints return on success. */
export type Me = InferResponseType<OwnApi["me"]["$get"], 200>;
// @feature account
export type Activity = InferResponseType<OwnApi["account"]["activity"]["$get"], 200>;
export type Sessions = InferResponseType<OwnApi["account"]["sessions"]["$get"], 200>;
export type Account = InferResponseType<OwnApi["account"]["$get"], 200>;
export type WayToConfirm = InferResponseType<OwnApi["account"]["ways-to-confirm"]["$get"], 200>[0];
// @end
// @feature email-code
export type SignInStep = InferResponseType<OwnApi["sign-in-step"]["$get"], 200>;
// @end
// @feature password
export type NewBrowserStep = InferResponseType<OwnApi["new-browser-step"]["$get"], 200>;
// @end
// @feature social
export type Providers = InferResponseType<OwnApi["providers"]["$get"], 200>;
// @end

type AuthApi = typeof auth.api;

/** better-auth's endpoints by their path. */
type AuthEndpoints = {
  [Name in keyof AuthApi as AuthApi[Name] extends { path: infer Path extends string }
    ? Path
    : never]: AuthApi[Name];
};

export type AuthPath = keyof AuthEndpoints;

export type AuthBody<Path extends AuthPath> = AuthEndpoints[Path] extends (
  input: infer Input,
) => unknown
  ? NonNullable<Input> extends { body: infer Body }
    ? Body
    : undefined
  : never;

export type AuthAnswer<Path extends AuthPath> = AuthEndpoints[Path] extends (
  ...input: never[]
) => Promise<infer Answer>
  ? Answer
  : never;
