import type { Host } from "../host.ts";
import type { PackageManagerName } from "../options/package-managers.ts";

const limit = 3000;

/** Looks up the newest version in the owner's registry, or returns why that failed. */
export async function askForNewest(
  pm: PackageManagerName,
  host: Host,
  signal: AbortSignal,
): Promise<{ version: string } | { reason: string }> {
  try {
    const { preflight } = await import("../steps/preflight.ts");
    // npm comes with Node.js, and knows where packages come from if the project's own one can't say.
    const registry = (await preflight(pm, host, signal)) ?? (await preflight("npm", host, signal));
    const address = registry?.address ?? "";
    const url = new URL("create-auth-app", address.endsWith("/") ? address : `${address}/`);
    const response = await fetch(url, {
      headers: { Accept: "application/vnd.npm.install-v1+json" },
      signal: AbortSignal.any([signal, AbortSignal.timeout(limit)]),
    });
    if (response.status === 404) return { reason: "create-auth-app isn't in the registry" };
    if (!response.ok) return { reason: `the registry responds with ${response.status}` };
    const { "dist-tags": tags } = (await response.json()) as {
      "dist-tags"?: Record<string, string>;
    };
    const version = tags?.["latest"];
    return version ? { version } : { reason: "the registry names no latest version" };
  } catch (error) {
    signal.throwIfAborted();
    // fetch only says that it failed, and why in the cause.
    const { message, cause } = error instanceof Error ? error : new Error(String(error));
    const reason = cause instanceof Error ? cause.message : message;
    return { reason: `the registry can't be reached: ${reason || "no response"}` };
  }
}
