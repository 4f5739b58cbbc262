import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { html } from "hono/html";
import { appName, hue } from "~/brand";
import colors from "~/colors.css?raw";
import { isDeclaredHost, isLoopback } from "~/env/addresses";
import { env } from "~/env.server";
import { isLoopbackAddress } from "./client-address";
import shared from "./developer-page.css?raw";
import type { ServerEnvironment } from "./session";

/**
 * For pages that show what signs people in. Anyone who reaches the port can write `Host: localhost`,
 * so the address of the socket counts, and what a tunnel says about where a request came from.
 */
export const developerOnly = createMiddleware<ServerEnvironment>(async (c, next) => {
  const { host } = new URL(c.req.raw.url);
  if (isDeclaredHost(host, env.DEV_HOSTS) || isFromHere(c.env.incoming)) return next();
  return c.text(
    "This page opens only on the machine that runs the app. To open it elsewhere, add the host in " +
      "the address bar to DEV_HOSTS in .env and start the app again.",
    403,
  );
});

function isFromHere({ socket, headers }: ServerEnvironment["Bindings"]["incoming"]) {
  const addresses = [socket.remoteAddress, ...listOf(headers["x-forwarded-for"])];
  const hosts = listOf(headers["x-forwarded-host"]);
  return (
    addresses.every((address) => isLoopbackAddress(address ?? "")) &&
    hosts.every((host) => isLoopback(host.replace(/:\d+$/, ""))) &&
    headers.forwarded === undefined
  );
}

function listOf(header: string | string[] | undefined) {
  return header === undefined ? [] : String(header).split(",");
}

/**
 * A page for development, from its HTML: with the app's name, colors, and styles, and with each of
 * `parts` in place of its name. Text is escaped.
 */
export async function developerPage(
  c: Context<ServerEnvironment>,
  page: string,
  parts: Record<string, unknown>,
) {
  let text = page
    .replaceAll("nonce-of-this-response", c.get("secureHeadersNonce") ?? "")
    .replace(
      "/* colors and shared styles */",
      () => `:root { --hue: ${hue}; }\n${colors}\n${shared}`,
    );
  for (const [name, part] of Object.entries({ "name-of-the-app": appName, ...parts })) {
    const filled = String(await html`${part}`);
    text = text.replaceAll(name, () => filled);
  }
  return c.html(text);
}
