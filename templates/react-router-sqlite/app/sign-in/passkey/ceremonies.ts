import {
  browserSupportsWebAuthn,
  startAuthentication,
  startRegistration,
  WebAuthnError,
} from "@simplewebauthn/browser";
import {
  BEGIN_ADDING_PASSKEY,
  BEGIN_PASSKEY_CONFIRMATION,
  BEGIN_PASSKEY_SIGN_IN,
} from "~/services/sign-in/passkey/rules";

/** What went wrong with a passkey before the server saw it, in words for the page. */
export class PasskeyProblem extends Error {
  /** The server's name for the reason, if it was the server. */
  readonly code: string | undefined;

  constructor(message: string, code?: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Lets the person choose a passkey, and returns what the browser says about it, for a form.
 *
 * @param autofill wait until one is chosen from the suggestions of the address field, or until this
 * signal is aborted
 * @throws PasskeyProblem; null if the page itself has ended it
 */
export function askForPasskey({ autofill }: { autofill?: AbortSignal } = {}) {
  return ceremony(
    BEGIN_PASSKEY_SIGN_IN,
    async (optionsJSON) => {
      // Otherwise it would end the suggestions that have begun since.
      if (autofill?.aborted) return null;
      return startAuthentication({ optionsJSON, useBrowserAutofill: autofill !== undefined });
    },
    autofill,
  );
}

/** Lets someone who is signed in use one of their passkeys, to confirm that it's them. */
export function askForOwnPasskey() {
  return ceremony(BEGIN_PASSKEY_CONFIRMATION, (optionsJSON) =>
    startAuthentication({ optionsJSON }),
  );
}

/** Creates a passkey on this device, and returns what the browser says about it, for a form. */
export function createPasskey() {
  return ceremony(BEGIN_ADDING_PASSKEY, (optionsJSON) => startRegistration({ optionsJSON }));
}

async function ceremony(
  path: string,
  run: (options: never) => Promise<unknown>,
  signal?: AbortSignal,
) {
  if (!browserSupportsWebAuthn())
    throw new PasskeyProblem("This browser doesn't support passkeys.");
  const options = await begin(path, signal);
  try {
    const response = await run(options as never);
    return response === null ? null : JSON.stringify(response);
  } catch (error) {
    if (isEnded(error)) return null;
    throw new PasskeyProblem(problemOf(error));
  }
}

async function begin(path: string, signal: AbortSignal | undefined): Promise<unknown> {
  const response = await fetch(`/api/auth${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: "{}",
    // Of two requests at once, each would give the browser a different cookie.
    signal: signal ?? null,
  }).catch(() => undefined);
  if (!response) throw new PasskeyProblem(noServer);
  const body = await response.json().catch(() => null);
  if (response.ok) return body;
  throw new PasskeyProblem(refusals[body?.code] ?? tryAgain, body?.code);
}

const noServer = "We couldn't reach the server. Check your connection and try again.";
const tryAgain = "That didn't work. Please try again in a moment.";

const refusals: Readonly<Record<string, string>> = {
  TOO_MANY_PASSKEYS: "Your account has the maximum number of passkeys. Remove one first.",
};

/** Another ceremony has begun on this page, or the page has been left. */
function isEnded(error: unknown) {
  return error instanceof WebAuthnError && error.code === "ERROR_CEREMONY_ABORTED";
}

const cancelled = "No passkey was used. Try again whenever you're ready.";
const noVerification =
  "This device can't check that it's you. Set up a PIN, fingerprint, or face unlock, or use another device.";

const problems: Readonly<Record<string, string>> = {
  ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED: "This device already has a passkey for your account.",
  ERROR_AUTHENTICATOR_MISSING_USER_VERIFICATION_SUPPORT: noVerification,
  ERROR_AUTHENTICATOR_MISSING_DISCOVERABLE_CREDENTIAL_SUPPORT:
    "This device can't keep passkeys. Use another one.",
  ERROR_INVALID_DOMAIN: import.meta.env.DEV
    ? "Passkeys don't work at an IP address. Open this page at localhost instead."
    : "Passkeys don't work at this address.",
  ERROR_INVALID_RP_ID: "Passkeys don't work at this address.",
};

function problemOf(error: unknown) {
  if (error instanceof WebAuthnError && problems[error.code])
    return problems[error.code] ?? tryAgain;
  const { name } = error as Error;
  return name === "NotAllowedError" ? cancelled : tryAgain;
}
