import { type BlockList, isIP, isIPv6 } from "node:net";
import { proxies as listOfProxies } from "~/env/proxies";

const loopback = listOfProxies.parse("loopback");

/**
 * The address of whoever sent the request. `X-Forwarded-For` is a list to which every proxy adds
 * the address it saw; it is read from the end, and only as far as the proxies are our own, because
 * everything before that can be made up by the client.
 */
export function clientAddress(socket: string, forwardedFor: string | null, proxies: BlockList) {
  const hops = (forwardedFor ?? "").split(",").map(plainAddress);
  let address = plainAddress(socket);
  while (isProxy(address, proxies)) {
    const previous = hops.pop();
    if (!previous || !isIP(previous)) break;
    address = previous;
  }
  return address;
}

/** Whether the address of a socket, or of a hop, is one of the proxies. */
export function isProxy(written: string, proxies: BlockList) {
  const address = plainAddress(written);
  return isIP(address) !== 0 && proxies.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}

/** Whether an address is of this very machine. */
export function isLoopbackAddress(written: string) {
  return isProxy(written, loopback);
}

/** Without port, brackets and zone, and IPv4 not dressed as IPv6. */
export function plainAddress(written: string) {
  const text = written.trim();
  const [, bracketed] = /^\[(.+)\](?::\d+)?$/.exec(text) ?? [];
  const [, beforePort] = /^([^:]+):\d+$/.exec(text) ?? [];
  const address = bracketed ?? beforePort ?? text;
  return address.replace(/%.*$/, "").replace(/^::ffff:(?=\d+\.)/i, "");
}
