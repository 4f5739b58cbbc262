// @feature email-code
import { randomUUID } from "node:crypto";
import { defineRequestState } from "@better-auth/core/context";

/** The name that the current request's browser got when it asked for a code. */
export const browserOfThisRequest = defineRequestState<string>(() => randomUUID());
