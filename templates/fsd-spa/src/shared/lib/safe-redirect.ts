const HERE = "http://here.invalid";

/**
 * The path if it leads to a page of this app, otherwise undefined. The address that a link brings
 * along could lead anywhere: browsers read `//evil.example` and the like as another host.
 */
export function safeRedirect(to: string | null): string | undefined {
  if (!to?.startsWith("/") || !URL.canParse(to, HERE)) return undefined;
  const { origin, pathname, search, hash } = new URL(to, HERE);
  if (origin !== HERE || pathname.startsWith("//")) return undefined;
  return pathname + search + hash;
}
