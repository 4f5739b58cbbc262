import { z } from "zod";
import { isLoopback } from "./loopback.ts";

/** A list of host names, separated by commas, as a browser shows them in its address bar. */
export const devHosts = z
  .string()
  .default("")
  .transform((list, context) => {
    const hosts = list.split(",").map((entry) => entry.trim().toLowerCase());
    for (const host of hosts.filter((entry) => hostnameOf(entry) !== entry)) {
      context.addIssue(`has "${host}", which is not a host name: leave out https:// and the port.`);
    }
    return hosts.filter(Boolean);
  });

/**
 * Whether the app answers at this host while you develop. Any other name could belong to a foreign
 * page that had its own name point to this machine.
 */
export function isDevHost(host: string, hosts: string[]) {
  return isLoopback(hostnameOf(host)) || isDeclaredHost(host, hosts);
}

/** Whether a host, with or without its port, is in the list. */
export function isDeclaredHost(host: string, hosts: string[]) {
  return hosts.includes(hostnameOf(host));
}

/** What someone is told at any other host. */
export function refusalAt(host: string) {
  const name = hostnameOf(host);
  const remedy = ` To open it here, add DEV_HOSTS=${name} to .env and start it again.`;
  return `While you develop, this app answers at localhost only.${name && remedy}`;
}

function hostnameOf(host: string) {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : "";
}
