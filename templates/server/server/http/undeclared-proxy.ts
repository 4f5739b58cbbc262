import { proxies } from "~/env/proxies";
import { env } from "~/env.server";
import { note } from "~/services/report.server";
import { isProxy, plainAddress } from "./client-address";

const words = ["loopback", "private"];

let said = false;

/**
 * Behind a proxy that is not declared everyone has its address, and all of them share one limit.
 * Nothing breaks until there are many, so it is said once what to set.
 */
export function noteUndeclaredProxy(socket: string, forwardedFor: string | null) {
  if (said || forwardedFor === null || isProxy(socket, env.TRUSTED_PROXIES)) return;
  said = true;
  const address = plainAddress(socket);
  const word = words.find((one) => isProxy(socket, proxies.parse(one)));
  note(
    `X-Forwarded-For comes from ${address}, which is not in TRUSTED_PROXIES, and is ignored. If that ` +
      `is your proxy or load balancer, all visitors share one rate limit: set TRUSTED_PROXIES=${word ?? address}`,
  );
}
