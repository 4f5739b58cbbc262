import { createMiddleware } from "hono/factory";
import { isDeclaredHost } from "~/env/dev-hosts";
import { isLoopback } from "~/env/loopback";
import { env } from "~/env.server";
import { isLoopbackAddress } from "./client-address";
import type { ServerEnvironment } from "./types";

/**
 * For pages that show what signs people in. Anyone who reaches the port can write `Host: localhost`,
 * so the address of the socket counts, and what a tunnel says about where a request came from.
 */
export const developerOnly = createMiddleware<ServerEnvironment>(async (c, next) => {
  const { host } = new URL(c.req.raw.url);
  if (isDeclaredHost(host, env.DEV_HOSTS) || isFromHere(c.env.incoming)) return next();
  return c.text(
    "The mailbox opens on the machine that the app runs on. To open it elsewhere, add the host " +
      "in the address bar to DEV_HOSTS in .env and start the app again.",
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
