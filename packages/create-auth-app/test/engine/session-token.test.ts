import { resolve } from "node:path";
import { expect, test } from "vitest";
import { readRepository } from "../../src/engine/read-repository.ts";

const { templates } = readRepository(resolve(import.meta.dirname, "../../../.."));

function linesOf(names: readonly string[], path: string): string[] {
  const template = templates.find(({ name, files }) => names.includes(name) && files.has(path));
  const text = template?.files.get(path);
  if (text === undefined) throw new Error(`${names.join(" and ")} have no ${path}`);
  return text.split("\n").filter((line) => line.trim() !== "");
}

/** What the layer takes away from a file of the app that it replaces with one like it. */
const replaced: Record<string, readonly string[]> = {
  // No cookie comes from a browser: what is kept there is signed as a whole (sign-in-state.ts).
  "server/http/app.ts": [
    'import { sealedCookies } from "./sealed-cookies";',
    "app.use(sealedCookies);",
  ],
  "server/http/headers.ts": [`    connectSrc: development ? ["'self'", "ws:"] : ["'self'"],`],
  "server/http/same-origin.ts": [
    "/** Only our own pages may send something that changes anything. */",
    "  if (origin !== null) return origin === new URL(url).origin;",
    "  // No browser: without a Sec-Fetch-Site header there are no foreign cookies to be abused.",
  ],
};

test.each(Object.entries(replaced))(
  "%s of session-token has all that the app's has",
  (path, not) => {
    const left = linesOf(["session-token"], path);
    const wanted = linesOf(["fsd-spa", "server"], path).filter((line) => !not.includes(line));
    // In the same order, too: in app.ts it is the order of the checks.
    let at = 0;
    const missing = wanted.filter((line) => {
      const found = left.indexOf(line, at);
      if (found === -1) return true;
      at = found + 1;
      return false;
    });
    expect(missing).toEqual([]);
  },
);
