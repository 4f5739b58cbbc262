import { isIPv6 } from "node:net";

/**
 * An address in its short form: `2001:db8:1:2::` instead of eight groups of four digits. better-auth
 * keeps only the network of an IPv6 address, because a device changes the rest by itself.
 */
export function shortAddress(address: string | null): string | null {
  if (!address) return null;
  if (!isIPv6(address)) return address;
  const short = new URL(`http://[${address}]`).hostname.slice(1, -1);
  // The network of ::1, which is this machine while you develop.
  return short === "::" ? "localhost" : short;
}
