import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const LARGEST_FIRST_LOAD_IN_BYTES = 110_000;
const client = "build/client";

/** A script of the build with all that it imports before it runs. What it loads later does not count. */
function withImports(path: string, found = new Set<string>()) {
  if (found.has(path)) return found;
  found.add(path);
  const text = readFileSync(join(client, path), "utf8");
  for (const [, name = ""] of text.matchAll(
    /(?:^|[;}])(?:import|export)[^"'();]*["'](\.[^"']+)["']/g,
  )) {
    withImports(join(dirname(path), name), found);
  }
  return found;
}

test("the sign-in page loads quickly: its scripts stay small", () => {
  const [, entry = ""] =
    /<script type="module"[^>]* src="\/([^"]+)"/.exec(readFileSync("build/index.html", "utf8")) ??
    [];
  const scripts = [...withImports(entry)];
  const sizes = scripts.map((path) => gzipSync(readFileSync(join(client, path))).length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  console.log(
    `First load of the sign-in page: ${(total / 1000).toFixed(1)} kB of scripts, gzipped`,
  );
  expect(scripts.length).toBeGreaterThan(1);
  expect(total).toBeGreaterThan(50_000);
  expect(total).toBeLessThan(LARGEST_FIRST_LOAD_IN_BYTES);
});
