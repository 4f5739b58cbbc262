import {
  browserSupportsWebAuthn,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
  WebAuthnError,
} from "@simplewebauthn/browser";
import { authPost } from "./auth";
import { PasskeyProblem } from "./errors";

export { browserSupportsWebAuthnAutofill as canSuggestPasskeys } from "@simplewebauthn/browser";

/**
 * Lets the person choose a passkey, and returns what the browser says about it: null if the page
 * itself has ended that. With `autofill`, it waits until one is chosen from the suggestions of the
 * address field, or until the signal is aborted.
 */
export async function askForPasskey({ autofill }: { autofill?: AbortSignal } = {}) {
  // Given up as well: of two requests at once, each would give the browser a different cookie.
  const optionsJSON = await begun(() =>
    authPost("/passkey/sign-in/begin", undefined, { signal: autofill }),
  );
  // Otherwise it would end the suggestions that have begun since.
  if (autofill?.aborted) return null;
  const useBrowserAutofill = autofill !== undefined;
  autofill?.addEventListener("abort", endCeremony);
  try {
    return await ceremony(() => startAuthentication({ optionsJSON, useBrowserAutofill }));
  } finally {
    // Another one may be under way by now.
    autofill?.removeEventListener("abort", endCeremony);
  }
}

/** Lets someone who is signed in use one of their passkeys, to confirm that it's them. */
export async function askForOwnPasskey() {
  const optionsJSON = await begun(() =>
    authPost("/passkey/confirm/begin", undefined, { forMembers: true }),
  );
  return ceremony(() => startAuthentication({ optionsJSON }));
}

/** Creates a passkey on this device, and returns what the browser says about it. */
export async function createPasskey() {
  const optionsJSON = await begun(() =>
    authPost("/passkey/add/begin", undefined, { forMembers: true }),
  );
  return ceremony(() => startRegistration({ optionsJSON }));
}

function endCeremony() {
  WebAuthnAbortService.cancelCeremony();
}

function begun<Options>(begin: () => Promise<Options>) {
  if (browserSupportsWebAuthn()) return begin();
  throw new PasskeyProblem("This browser doesn't support passkeys.");
}

async function ceremony<Response>(run: () => Promise<Response>): Promise<Response | null> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof WebAuthnError && error.code === "ERROR_CEREMONY_ABORTED") return null;
    throw new PasskeyProblem(problemOf(error));
  }
}

const problems: Readonly<Record<string, string>> = {
  ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED: "This device already has a passkey for your account.",
  ERROR_AUTHENTICATOR_MISSING_USER_VERIFICATION_SUPPORT:
    "This device can't check that it's you. Set up a PIN, fingerprint, or face unlock, or use another device.",
  ERROR_AUTHENTICATOR_MISSING_DISCOVERABLE_CREDENTIAL_SUPPORT:
    "This device can't keep passkeys. Use another one.",
  ERROR_INVALID_DOMAIN: import.meta.env.DEV
    ? "Passkeys don't work at an IP address. Open this page at localhost instead."
    : "Passkeys don't work at this address.",
  ERROR_INVALID_RP_ID: "Passkeys don't work at this address.",
};

function problemOf(error: unknown): string {
  const known = error instanceof WebAuthnError ? problems[error.code] : undefined;
  if (known) return known;
  return error instanceof Error && error.name === "NotAllowedError"
    ? "No passkey was used. Try again whenever you're ready."
    : "That didn't work. Please try again in a moment.";
}
