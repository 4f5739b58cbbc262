import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Context } from "hono";
import { pageAt } from "@/shared/config";
import { root } from "~/env/root.ts";
import type { ServerEnvironment } from "./session";

interface Development {
  /** The page as Vite generates it while you develop. */
  indexHtml(path: string): Promise<string>;
}

const built = import.meta.env.PROD
  ? readFileSync(join(root, "build/index.html"), "utf8")
  : undefined;

/**
 * The page that holds the app. Tokens come with requests to the API and not with this one, so it is
 * the same for everyone and says nothing about anyone.
 */
export async function spa(c: Context<ServerEnvironment>) {
  const { pathname } = new URL(c.req.raw.url);
  if (pathname.startsWith("/assets/")) return c.text("Not found", 404);

  const html = built ?? (await (c.env as unknown as Development).indexHtml(pathname));
  const text = html.replaceAll("nonce-of-this-answer", c.get("secureHeadersNonce") ?? "");
  return c.html(text, pageAt(pathname) ? 200 : 404);
}
