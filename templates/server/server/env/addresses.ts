import { z } from "zod";

// The addresses that the environment can contain: this machine, hosts, origins, a sender. Nothing
// here reads the environment, so Vite's configuration can use it.

/** The names of this machine, in better-auth's pattern syntax. */
export const loopbackHosts = ["localhost", "*.localhost", "127.*.*.*", "[::1]"];

/** Whether a host name means this machine. */
export function isLoopback(hostname: string) {
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "[::1]" ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  );
}

/** A list of host names, separated by commas, as a browser shows them in its address bar. */
export const devHosts = z
  .string()
  .default("")
  .transform((list, context) => {
    const hosts = list.split(",").map((entry) => entry.trim().toLowerCase());
    for (const host of hosts.filter((entry) => hostnameOf(entry) !== entry)) {
      context.addIssue(
        `contains "${host}", which isn't a host name. Leave out https:// and the port.`,
      );
    }
    return hosts.filter(Boolean);
  });

/**
 * Whether the app responds at this host during development. Any other name could belong to another
 * site that points its own name to this machine.
 */
export function isDevHost(host: string, hosts: string[]) {
  return isLoopback(hostnameOf(host)) || isDeclaredHost(host, hosts);
}

/** Whether a host, with or without its port, is in the list. */
export function isDeclaredHost(host: string, hosts: string[]) {
  return hosts.includes(hostnameOf(host));
}

/** What a server that listens everywhere prints as its address. */
const everyAddress = ["0.0.0.0", "[::]"];

/** The response at any other host. */
export function refusalAt(host: string) {
  const name = hostnameOf(host);
  const here = host.replace(name, "localhost");
  const remedy = everyAddress.includes(name)
    ? `Open http://${here} instead.`
    : name && `To open it here, add DEV_HOSTS=${name} to .env and start the app again.`;
  return `During development, this app opens at localhost only. ${remedy}`.trim();
}

function hostnameOf(host: string) {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : "";
}

// The star is in the first part of a name, followed by at least two more: not https://*.com.
const previewPattern = /^https:\/\/[a-z0-9-]*\*[a-z0-9-]*(\.[a-z0-9-]+){2,}$/;

/** A list of origins, in which one `*` stands for the varying part of a name. */
export const previewOrigins = z
  .string()
  .default("")
  .transform((list, context) => {
    const entries = list.split(",").map((entry) => entry.trim());
    const origins = entries.filter(Boolean);
    for (const entry of origins.filter((one) => !isHttpsOrigin(one) && !previewPattern.test(one))) {
      context.addIssue(
        `contains "${entry}". Write the whole address (https://staging.example.com), or one * in the ` +
          "first part of a name you own (https://my-app-*-my-team.vercel.app).",
      );
    }
    return origins;
  });

/** The origin of a host, if it is one of these. */
export function previewAt(host: string, origins: string[]) {
  if (!URL.canParse(`https://${host}`)) return undefined;
  const { origin, href } = new URL(`https://${host}`);
  // Anything more than a host, such as user@host, isn't one.
  if (href !== `${origin}/`) return undefined;
  return origins.some((entry) => matches(origin, entry)) ? origin : undefined;
}

/** The star stands for letters, digits, and hyphens, never for a dot. */
function matches(origin: string, entry: string) {
  const [before = "", after] = entry.split("*");
  if (after === undefined) return origin === entry;
  const varying = origin.slice(before.length, origin.length - after.length);
  return origin.startsWith(before) && origin.endsWith(after) && /^[a-z0-9-]+$/.test(varying);
}

function isHttpsOrigin(text: string) {
  return (
    text.startsWith("https:") &&
    URL.canParse(text) &&
    new URL(text).origin === text &&
    !text.includes("*")
  );
}

/** `Name <address>` or just an address, made safe for an email header. */
export const sender = z
  .string("is missing. Set it to the sender of every email: Acme <no-reply@acme.example>")
  .transform((value, context) => {
    const [, name = "", address = value] = /^([^<>]*)<([^<>]*)>$/.exec(value.trim()) ?? [];
    // A line break would start another header.
    if (/\p{Cc}/u.test(value) || !z.email().safeParse(address).success) {
      context.addIssue("has to look like this: Acme <no-reply@acme.example>");
      return z.NEVER;
    }
    const readable = name
      .trim()
      .replace(/^"(.*)"$/, "$1")
      .replace(/\\(.)/g, "$1");
    return readable === "" ? address : `${quoted(readable)} <${address}>`;
  });

/** A comma, a dot, or a bracket outside quotes would end the name. */
function quoted(name: string) {
  return /[()<>[\]:;@\\,."]/.test(name) ? `"${name.replace(/[\\"]/g, "\\$&")}"` : name;
}
