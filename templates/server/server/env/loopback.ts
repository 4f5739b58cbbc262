/** The names of this very machine, as better-auth writes patterns. */
export const loopbackHosts = ["localhost", "*.localhost", "127.*.*.*", "[::1]"];

/** Whether a host name means this very machine. */
export function isLoopback(hostname: string) {
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "[::1]" ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  );
}
