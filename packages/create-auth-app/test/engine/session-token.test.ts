import { resolve } from "node:path";
import { expect, test } from "vitest";
import { readRepository } from "../../src/engine/read-repository.ts";

const { templates } = readRepository(resolve(import.meta.dirname, "../../../.."));

function linesOf(template: string, path: string): string[] {
  const text = templates.find(({ name }) => name === template)?.files.get(path);
  if (text === undefined) throw new Error(`${template} has no ${path}`);
  return text.split("\n").filter((line) => line.trim() !== "");
}

/** What the layer's version of the app's file leaves out. */
const not = [
  // No cookie comes from a browser: the state kept there is signed as a whole (sign-in-state.ts).
  'import { env, isProduction } from "~/env.server";',
  'import { cookies } from "~/services/hardening/cookies";',
  'import { sealedCookies } from "./sealed-cookies";',
  "app.use(sealedCookies(cookies(env).cookiePrefix, env.BETTER_AUTH_SECRET));",
];

test("session-token's app.ts has everything that the app's has", () => {
  const path = "server/http/app.ts";
  const left = linesOf("session-token", path);
  const wanted = linesOf("fsd-spa", path).filter((line) => !not.includes(line));
  // In the same order, because the order matters.
  let at = 0;
  const missing = wanted.filter((line) => {
    const found = left.indexOf(line, at);
    if (found === -1) return true;
    at = found + 1;
    return false;
  });
  expect(missing).toEqual([]);
});
