import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

/** Enough for some more of your own. Raise it if what's new is worth its weight. */
const LARGEST_FIRST_LOAD_IN_BYTES = 120_000;

test("the sign-in page's scripts stay small", () => {
  const page = readFileSync("build/index.html", "utf8");
  // The first script and all that it imports. What is loaded later does not stand there.
  const scripts = [...page.matchAll(/ (?:src|href)="\/(assets\/[^"]+\.js)"/g)];
  const sizes = scripts.map(([, path]) => gzipSync(readFileSync(`build/client/${path}`)).length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  console.log(`First load of the sign-in page: ${(total / 1000).toFixed(1)} kB of gzipped scripts`);
  expect(total).toBeGreaterThan(50_000);
  expect(total).toBeLessThan(LARGEST_FIRST_LOAD_IN_BYTES);
});
