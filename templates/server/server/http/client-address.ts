import { BlockList, isIP, isIPv6 } from "node:net";
import { z } from "zod";
import { note } from "~/services/report.server";

const namedRanges: Record<string, string[]> = {
  loopback: ["127.0.0.0/8", "::1/128"],
  private: [
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    // Between a provider and its customers: Railway, Tailscale.
    "100.64.0.0/10",
    "169.254.0.0/16",
    "fc00::/7",
    "fe80::/10",
  ],
};

/** A list of addresses, ranges, and the words `loopback` and `private`. */
export const proxies = z
  .string()
  .default("")
  .transform((list, context) => {
    const trusted = new BlockList();
    const entries = list.split(",").map((entry) => entry.trim());
    for (const range of entries.filter(Boolean).flatMap((entry) => namedRanges[entry] ?? [entry])) {
      if (!add(range, trusted))
        context.addIssue(`contains "${range}", which is neither an address nor a range.`);
    }
    return trusted;
  });

function add(range: string, trusted: BlockList) {
  const [, written = "", bits] = /^([^/]+)(?:\/(\d+))?$/.exec(range) ?? [];
  // IPv4 mapped into IPv6, whose first 96 bits are a prefix.
  const address = written.replace(/^::ffff:(?=\d+\.)/i, "");
  const dress = address === written ? 0 : 96;
  const longest = isIPv6(address) ? 128 : 32;
  const length = Number(bits ?? longest + dress) - dress;
  if (isIP(address) === 0 || length < 0 || length > longest) return false;
  trusted.addSubnet(address, length, isIPv6(address) ? "ipv6" : "ipv4");
  return true;
}

const loopback = proxies.parse("loopback");

/**
 * The address of the client. `X-Forwarded-For` is a list to which every proxy adds the address that
 * it saw. It is read from the end, and only as far as the proxies are our own, because the client
 * can make up everything before that.
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

/** Whether an address belongs to this machine. */
export function isLoopbackAddress(written: string) {
  return isProxy(written, loopback);
}

/** Without port, brackets, and zone, and with IPv4 not mapped into IPv6. */
export function plainAddress(written: string) {
  const text = written.trim();
  const [, bracketed] = /^\[(.+)\](?::\d+)?$/.exec(text) ?? [];
  const [, beforePort] = /^([^:]+):\d+$/.exec(text) ?? [];
  const address = bracketed ?? beforePort ?? text;
  return address.replace(/%.*$/, "").replace(/^::ffff:(?=\d+\.)/i, "");
}

let said = false;

/**
 * Behind an undeclared proxy, everyone has the proxy's address and shares one limit. Nothing breaks
 * until there are many visitors, so the log says once what to set.
 */
export function noteUndeclaredProxy(
  socket: string,
  forwardedFor: string | null,
  trusted: BlockList,
) {
  if (said || forwardedFor === null || isProxy(socket, trusted)) return;
  said = true;
  const address = plainAddress(socket);
  const word = Object.keys(namedRanges).find((one) => isProxy(socket, proxies.parse(one)));
  note(
    `X-Forwarded-For is ignored: it comes from ${address}, which isn't in TRUSTED_PROXIES. If that's ` +
      `your proxy or load balancer, all visitors share one rate limit. Set TRUSTED_PROXIES=${word ?? address}`,
  );
}
