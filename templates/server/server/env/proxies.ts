import { BlockList, isIP, isIPv6 } from "node:net";
import { z } from "zod";

const names: Record<string, string[]> = {
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

/** A list of addresses, of ranges, and of the words `loopback` and `private`. */
export const proxies = z
  .string()
  .default("")
  .transform((list, context) => {
    const trusted = new BlockList();
    const entries = list.split(",").map((entry) => entry.trim());
    for (const range of entries.filter(Boolean).flatMap((entry) => names[entry] ?? [entry])) {
      if (!add(range, trusted))
        context.addIssue(`has "${range}", which is no address and no range.`);
    }
    return trusted;
  });

function add(range: string, trusted: BlockList) {
  const [, written = "", bits] = /^([^/]+)(?:\/(\d+))?$/.exec(range) ?? [];
  // IPv4 dressed as IPv6, whose first 96 bits are the dress.
  const address = written.replace(/^::ffff:(?=\d+\.)/i, "");
  const dress = address === written ? 0 : 96;
  const longest = isIPv6(address) ? 128 : 32;
  const length = Number(bits ?? longest + dress) - dress;
  if (isIP(address) === 0 || length < 0 || length > longest) return false;
  trusted.addSubnet(address, length, isIPv6(address) ? "ipv6" : "ipv4");
  return true;
}
