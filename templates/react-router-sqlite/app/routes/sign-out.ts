import { authCall } from "~/services/auth-call.server";
import { redirectWithCookies } from "~/sign-in/action.server";
import type { Route } from "./+types/sign-out";

// Signing out changes something, so a link or an image must not be able to do it.
export function loader() {
  return new Response("Use the sign-out button.", { status: 405, headers: { Allow: "POST" } });
}

export async function action({ request }: Route.ActionArgs) {
  const { search } = new URL(request.url);
  const response = redirectWithCookies(`/login${search}`, await authCall(request, "/sign-out"));
  // The pages seen while signed in are not shown again by the back button.
  response.headers.set("Clear-Site-Data", '"cache"');
  return response;
}
