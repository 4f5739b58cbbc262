import { authCall } from "~/services/auth-call.server";
import { redirectWithCookies } from "~/sign-in/action.server";
import type { Route } from "./+types/sign-out";

// Signing out changes something, so following a link or loading an image must not do it.
export function loader() {
  return new Response("Use the sign-out button.", { status: 405, headers: { Allow: "POST" } });
}

export async function action({ request }: Route.ActionArgs) {
  const { search } = new URL(request.url);
  const response = redirectWithCookies(`/login${search}`, await authCall(request, "/sign-out"));
  // The back button must not show pages that were seen while signed in.
  response.headers.set("Clear-Site-Data", '"cache"');
  return response;
}
