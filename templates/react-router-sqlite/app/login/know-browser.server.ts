import { data } from "react-router";
import { authCall } from "~/services/auth-call.server";
import { KNOW_BROWSER } from "~/services/rules";
import { redirectWithCookies } from "./redirect.server";
import { type Answer, refusal } from "./refusal.server";

export async function knowBrowser(request: Request) {
  const token = new URL(request.url).searchParams.get("token") ?? "";
  const response = await authCall(request, KNOW_BROWSER, { token });
  if (response.ok) return redirectWithCookies("/login", response);
  const { data: answer, init } = await refusal(response);
  return data<Answer>(answer, init ?? {});
}
