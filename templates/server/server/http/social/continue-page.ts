import { html } from "hono/html";
import { appName } from "~/brand";

/**
 * A page that leads to another site. A redirect would do, if it weren't for our policy, by which the
 * forms of our pages lead to this app and nowhere else (`form-action`, http/headers.ts).
 */
export async function continuePage(url: string, name: string, headers: Headers) {
  const page = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta http-equiv="refresh" content="0;url=${url}" />
        <title>Continuing to ${name} · ${appName}</title>
      </head>
      <body>
        <p><a href="${url}">Continue to ${name}</a></p>
      </body>
    </html>`;
  headers.set("Content-Type", "text/html; charset=utf-8");
  return new Response(String(page), { headers });
}

/** What the pages are told when better-auth refuses, for `?error=…`. */
export async function problemOf(response: Response) {
  if (response.status === 429) return "too_many_requests";
  const body = await response
    .clone()
    .json()
    .catch(() => null);
  return body?.code === "CONFIRM_ITS_YOU" ? "confirm_its_you" : "failed";
}
