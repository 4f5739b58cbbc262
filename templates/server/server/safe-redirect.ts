const HERE = "http://here.invalid";

/**
 * The path if it leads to a page of this app, otherwise undefined. Browsers treat `//evil.example`,
 * `/\evil.example` and the like as another host, so the URL parser decides, not a pattern.
 */
export function safeRedirect(to: unknown) {
  if (typeof to !== "string" || !to.startsWith("/") || !URL.canParse(to, HERE)) return undefined;
  const { origin, pathname, search, hash } = new URL(to, HERE);
  // The parser also turns `/.//evil.example` into the path `//evil.example`.
  if (origin !== HERE || pathname.startsWith("//")) return undefined;
  return pathname + search + hash;
}
