import { data, type MiddlewareFunction, redirect } from "react-router";
import { z } from "zod"; // @feature email-code|password
import { sessionContext } from "~/context.server";
import { digitsIn } from "~/lib/digits";
import { safeRedirect } from "~/safe-redirect";
import { LONGEST_EMAIL } from "~/services/rules"; // @feature email-code|password

/** What a page learns when a step didn't work. */
export interface Answer {
  error?: string;
  /** The field that it's about, if not the first one. */
  field?: string;
  /** What was typed as the address. */
  email?: string;
  /** better-auth's name for the reason. */
  code?: string;
  retryInSeconds?: number;
  /** Nothing went wrong: a new code is on its way. */
  sentAgain?: boolean; // @feature password
}

type Answered = ReturnType<typeof data<Answer>>;

// @feature email-code|password|two-factor
/** What a button does. The form has what was typed. */
export type Action = (request: Request, form: FormData) => Promise<Response | Answered>;

/** By the `value` of the button. */
export type Actions = Readonly<Record<string, Action>>;

// @end
/** What the pages say, by better-auth's name for the reason. Each way to sign in adds its own. */
export type Refusals = Readonly<Record<string, string>>;

const failed = "That didn't work. Please try again.";

const everywhere: Refusals = {
  GUESSES_USED_UP:
    "Too many failed attempts in a row. Sign in from a browser you've used before, or use the link we emailed to the account's owner.",
  INVALID_TOKEN: "This link is no longer valid. Request a new one.",
  INVALID_EMAIL: "Enter a valid email address.",
  // @feature account
  WRONG_CODE: "That code isn't right. Check the latest email and try again.",
  CODE_OVER: "This code no longer works. Request a new one.",
  ADDRESS_RESERVED:
    "The account that had this address now has a different email. Sign in with that one, or undo the change with the link we sent to this address.",
  // @end
  ACCOUNT_CHANGED: "Your account has just changed. Please sign in again.",
};

// @feature email-code|password
export const emailAddress = z.string().trim().toLowerCase().max(LONGEST_EMAIL).pipe(z.email());

// @end
/** Only for visitors who are not signed in. */
export const strangersOnly: MiddlewareFunction<Response> = ({ request, context }, next) => {
  if (!context.get(sessionContext)) return next();
  throw redirect(redirectToOf(request) ?? "/dashboard");
};

// @feature email-code|password|two-factor
/** Does what the pressed button says. */
export async function act(request: Request, actions: Actions) {
  const form = await readForm(request);
  const intent = String(form.get("intent"));
  const action = Object.hasOwn(actions, intent) && actions[intent];
  if (!action) return data<Answer>({ error: failed }, { status: 400 });
  return action(request, form);
}

// @end
/** The form in a request. Anything else counts as a form with no fields, which the pages complain about. */
export function readForm(request: Request) {
  return request.formData().catch(() => new FormData());
}

/** The digits that were typed as a code. If some are missing, `problem` is what the form says. */
export function codeIn(form: FormData, length: number) {
  const code = digitsIn(String(form.get("code")));
  if (code.length === length) return { code };
  const error = `Enter all ${length} digits of the code.`;
  return { code, problem: data<Answer>({ error }, { status: 400 }) };
}

/** The page of this app that someone was on the way to. */
export function redirectToOf(request: Request) {
  return safeRedirect(new URL(request.url).searchParams.get("redirectTo"));
}

/** What proves that this page was opened from the link in an email. */
export function tokenOf({ url }: Request) {
  return new URL(url).searchParams.get("token") ?? "";
}

export function redirectWithCookies(to: string, { headers }: { headers: Headers }) {
  const response = redirect(to);
  for (const cookie of headers.getSetCookie()) response.headers.append("Set-Cookie", cookie);
  return response;
}

// @feature email-code|password
// @feature password|two-factor|code-recovery
/** What comes before the page that someone was on the way to, by what the response says. */
const nextSteps = [
  // @feature two-factor
  // The first factor was right, and the second one is asked for.
  { flag: "twoFactorRedirect", page: "/login/2fa" },
  // @end
  // @feature password
  // The password was right. In this browser, it also takes a code from an email.
  { flag: "newBrowser", page: "/login/new-browser" },
  // @end
  // @feature code-recovery
  // They're in, but would need a code each time.
  { flag: "withoutPasskey", page: "/create-passkey" },
  // @end
];

// @end
/** Goes on to the page that someone was on the way to, once better-auth has let them in. */
export async function signedIn(response: Response, redirectTo: string | undefined) {
  // @feature password|two-factor|code-recovery
  const body = await response.clone().json();
  const step = nextSteps.find(({ flag }) => body?.[flag] === true);
  if (step) {
    const query = redirectTo ? `?${new URLSearchParams({ redirectTo })}` : "";
    return redirectWithCookies(step.page + query, response);
  }
  // @end
  return redirectWithCookies(redirectTo ?? "/dashboard", response);
}

// @end
/** What the form says when better-auth refuses, with the same status. */
export async function refusal(response: Response, refusals: Refusals = {}): Promise<Answered> {
  const { status, headers } = response;
  const body = await response.json().catch(() => null);
  const code = String(body?.code ?? "");
  const error = refusals[code] ?? everywhere[code];
  if (status === 429) {
    const retryInSeconds = Number(headers.get("retry-after") ?? 60);
    const wait = `Too many attempts. Try again in ${waitingTime(retryInSeconds)}.`;
    const init = { status, headers: { "Retry-After": String(retryInSeconds) } };
    return data<Answer>({ error: error ?? wait, code, retryInSeconds }, init);
  }
  // That's our mistake, not theirs.
  if (status >= 500) throw new Error(`better-auth returned ${status} ${code}`);
  return data<Answer>({ error: error ?? failed, code }, { status });
}

function waitingTime(seconds: number) {
  if (seconds === 1) return "1 second";
  return seconds < 100 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}
