import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { connect } from "node:net";
import { errorCode } from "../errors.ts";
import type { Host } from "../host.ts";

/** Where packages come from, and how to get there. */
export interface Registry {
  address: string;
  /** The addresses of scopes that have their own. */
  scopes: Readonly<Record<string, string>>;
  /** The address of the proxy, if there is one. */
  proxy: string | undefined;
  /** Whether the package manager is told not to use the network. */
  offline: boolean;
}

/** Long enough for a slow line, short enough to wait for. */
const timeout = 6000;

/** Reads what `npm config ls --json` prints. */
export function registryFromNpm(json: string): Registry {
  const settings = JSON.parse(json) as Record<string, unknown>;
  const text = (name: string) => (typeof settings[name] === "string" ? settings[name] : undefined);
  const address = text("registry") ?? "";
  const proxy = address.startsWith("https:")
    ? (text("https-proxy") ?? text("proxy"))
    : text("proxy");
  const scopes = Object.keys(settings).filter((name) => /^@.+:registry$/.test(name));
  return {
    address,
    scopes: Object.fromEntries(
      scopes.map((name) => [name.replace(/:registry$/, ""), text(name) ?? address]),
    ),
    proxy: isBypassed(address, text("noproxy")) ? undefined : proxy,
    offline: settings["offline"] === true || settings["prefer-offline"] === true,
  };
}

/** The same from just an address, with the proxy from the environment. */
export function registryFromAddress(address: string, env: Host["env"]): Registry {
  const named = address.startsWith("https:")
    ? (env["HTTPS_PROXY"] ?? env["https_proxy"])
    : (env["HTTP_PROXY"] ?? env["http_proxy"]);
  const proxy = isBypassed(address, env["NO_PROXY"] ?? env["no_proxy"]) ? undefined : named;
  return { address, scopes: {}, proxy: proxy || undefined, offline: false };
}

function isBypassed(address: string, noProxy = ""): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname } = new URL(address);
  const hosts = noProxy.split(",").map((host) => host.trim().replace(/^\*?\./, ""));
  return hosts.some(
    (host) => host === "*" || (host !== "" && (hostname === host || hostname.endsWith(`.${host}`))),
  );
}

/** Why the registry (or the proxy) can't be reached, or undefined if it can. */
export async function unreachable({
  address,
  proxy,
  offline,
}: Registry): Promise<string | undefined> {
  if (offline || !URL.canParse(proxy ?? address)) return undefined;
  const url = new URL(proxy ?? address);
  try {
    // Any response will do. Whether it's a good one is up to the package manager.
    await (proxy ? openSocket(url) : askForHead(url));
    return undefined;
  } catch (error) {
    const code = errorCode(error) ?? (error instanceof Error ? error.message : String(error));
    return `${proxy ? "The proxy" : "The registry"} ${url.origin} isn't responding (${code}).`;
  }
}

function askForHead(url: URL): Promise<void> {
  const request = url.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: "HEAD", agent: false, timeout }, (response) => {
      response.resume();
      asked.destroy();
      resolve();
    });
    asked.on("timeout", () => asked.destroy(new Error("timeout")));
    asked.on("error", (error) => {
      // A certificate that only the package manager trusts also counts as a response.
      if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|SSL|TLS/.test(errorCode(error) ?? "")) resolve();
      else reject(error);
    });
    asked.end();
  });
}

function openSocket(url: URL): Promise<void> {
  const port = Number(url.port) || (url.protocol === "https:" ? 443 : 80);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: url.hostname, port, timeout });
    socket.on("connect", () => {
      socket.destroy();
      resolve();
    });
    socket.on("timeout", () => socket.destroy(new Error("timeout")));
    socket.on("error", reject);
  });
}
