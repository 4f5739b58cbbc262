import { data } from "react-router";
import {
  type AccountResult,
  type AccountSection,
  afterRecentSignIn,
  refusedWith,
} from "~/account/action.server";
import { DELETE_ACCOUNT } from "~/services/account/rules";
import type { Session } from "~/services/auth.server";
import { authCall } from "~/services/auth-call.server";
import { redirectWithCookies } from "~/sign-in/action.server";

export const yourDataSection = {
  load: ({ user }: Session) => ({ email: user.email }),
  actions: { "download-data": afterRecentSignIn(downloadData), "delete-account": deleteAccount },
} satisfies AccountSection;

/** The page then goes on to the file. */
async function downloadData() {
  return data<AccountResult>({ intent: "download-data", done: "Your download has started." });
}

async function deleteAccount(request: Request, form: FormData) {
  const confirmation = String(form.get("confirmation") ?? "");
  const response = await authCall(request, DELETE_ACCOUNT, { confirmation });
  if (!response.ok) return refusedWith(response, "delete-account");
  const redirect = redirectWithCookies("/account-deleted", response);
  // The back button must not show pages that were seen while signed in.
  redirect.headers.set("Clear-Site-Data", '"cache"');
  return redirect;
}
