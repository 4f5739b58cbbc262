import { expect, test } from "vitest";
import { safeRedirect } from "~/safe-redirect";

test.each(["/", "/dashboard", "/dashboard?tab=2#top", "/a/b", "/search?q=https://example.com"])(
  "%s is a page of this app",
  (path) => expect(safeRedirect(path)).toBe(path),
);

test.each([
  "",
  "dashboard",
  "//evil.example",
  "/\\evil.example",
  "///evil.example",
  "/\n/evil.example",
  "/\t/evil.example",
  "/.//evil.example",
  "/a/..//evil.example",
  "\\\\evil.example",
  "https://evil.example",
  "https:evil.example",
  "javascript:alert(1)",
  " /dashboard",
  null,
  undefined,
  42,
  ["/dashboard"],
])("%j is not", (to) => expect(safeRedirect(to)).toBeUndefined());
