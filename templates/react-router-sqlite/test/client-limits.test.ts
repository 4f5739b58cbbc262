import { afterAll, beforeAll, expect, test } from "vitest";
import { clientLimits } from "~/services/hardening/client-limits";
import { openBrowser } from "./support/browser";
import { type Server, startServer } from "./support/server";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

test.each(Object.entries(clientLimits))("%s is limited for each client", async (path, { max }) => {
  const endpoint = path.replace("*", "verify-totp");
  // An address of its own each time, because guesses at one are counted as well.
  const ask = async (browser: ReturnType<typeof openBrowser>) => {
    const { status } = await browser.call(endpoint, {
      email: `${crypto.randomUUID()}@example.com`,
    });
    return status;
  };
  const browser = openBrowser(server);
  for (let number = 1; number <= max; number++) expect(await ask(browser)).not.toBe(429);
  expect(await ask(browser)).toBe(429);
  expect(await ask(openBrowser(server))).not.toBe(429);
});
