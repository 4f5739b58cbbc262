import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Context } from "hono";
import { pageAt, paths } from "@/shared/config";
import { root } from "~/env/root.ts";
import { safeRedirect } from "~/safe-redirect";
import { signInStep } from "~/services/sign-in/email-code/sign-in-step.server"; // @feature email-code
import { providerButtons } from "~/services/sign-in/social/providers.server"; // @feature social
import type { ServerEnvironment } from "./session";

interface Development {
  /** The page as Vite generates it while you develop. */
  indexHtml(path: string): Promise<string>;
}

const built = import.meta.env.PROD
  ? readFileSync(join(root, "build/index.html"), "utf8")
  : undefined;

/**
 * The page that holds the app. It says who is signed in. Anyone who may not see a page is
 * redirected before the app loads, so nothing that isn't theirs appears for a moment.
 */
export async function spa(c: Context<ServerEnvironment>) {
  const { pathname, search, searchParams } = new URL(c.req.raw.url);
  const session = c.get("session");
  const page = pageAt(pathname);
  if (page?.for === "members" && !session) {
    return c.redirect(`${paths.login}?${new URLSearchParams({ redirectTo: pathname + search })}`);
  }
  if (page?.for === "strangers" && session) {
    return c.redirect(safeRedirect(searchParams.get("redirectTo")) ?? paths.dashboard);
  }
  if (pathname.startsWith("/assets/")) return c.text("Not found", 404);

  const { headers } = c.req.raw; // @feature email-code
  const start = {
    viewer: session && { email: session.user.email, name: session.user.name },
    signInStep: session ? null : await signInStep(headers), // @feature email-code
    providers: providerButtons, // @feature social
  };
  const html = built ?? (await (c.env as unknown as Development).indexHtml(pathname));
  const text = html
    .replaceAll("nonce-of-this-answer", c.get("secureHeadersNonce") ?? "")
    .replace(/(<script id="start"[^>]*>)null/, (_, tag) => tag + jsonForHtml(start));
  return c.html(text, page ? 200 : 404);
}

/** No text in it can end the script element. */
function jsonForHtml(value: unknown) {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
