import { type BlockList, isIP, isIPv6 } from "node:net";

/**
 * The address of whoever sent the request. `X-Forwarded-For` is a list to which every proxy adds
 * the address it saw; it is read from the end, and only as far as the proxies are our own, because
 * everything before that can be made up by the client.
 */
export function clientAddress(socket: string, forwardedFor: string | null, proxies: BlockList) {
  const hops = (forwardedFor ?? "").split(",").map(plainAddress);
  let address = plainAddress(socket);
  while (isTrusted(address, proxies)) {
    const previous = hops.pop();
    if (!previous || !isIP(previous)) break;
    address = previous;
  }
  return address;
}

function isTrusted(address: string, proxies: BlockList) {
  return isIP(address) !== 0 && proxies.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}

/** Without port, brackets and zone, and IPv4 not dressed as IPv6. */
function plainAddress(written: string) {
  const text = written.trim();
  const [, bracketed] = /^\[(.+)\](?::\d+)?$/.exec(text) ?? [];
  const [, beforePort] = /^([^:]+):\d+$/.exec(text) ?? [];
  const address = bracketed ?? beforePort ?? text;
  return address.replace(/%.*$/, "").replace(/^::ffff:(?=\d+\.)/i, "");
}
