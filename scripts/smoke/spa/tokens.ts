import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { Visitor } from "./visitor.ts";

/** The server repeats a lost response for this long; after that, an old token counts as stolen. */
const LEEWAY_IN_MS = 10_000;

/**
 * Twenty simultaneous requests with an expired access token renew it once. When two tabs do the
 * same at the same moment, both stay signed in.
 */
export async function oneRenewal({ context, page }: Visitor) {
  await page.goto("/dashboard");
  await page.getByText("Signed in as").waitFor();
  const renewals: string[] = [];
  context.on("request", (request) => {
    if (request.url().endsWith("/api/token/refresh")) renewals.push(request.url());
  });
  await endAccessToken(page);
  assert.deepEqual(await page.evaluate(askTwentyTimes), Array(20).fill("ok"));
  assert.equal(renewals.length, 1, "twenty requests renew the tokens once");

  const other = await context.newPage();
  await other.goto("/dashboard");
  await other.getByText("Signed in as").waitFor();
  await endAccessToken(page);
  const answers = await Promise.all([page, other].map((tab) => tab.evaluate(askTwentyTimes)));
  assert.deepEqual(answers.flat(), Array(40).fill("ok"), "two tabs don't sign each other out");
  console.log(
    `  spa: 1 renewal for 20 requests in a tab, ${renewals.length - 1} for 40 in two tabs`,
  );
  await other.close();
}

/** A stolen refresh token that is used too late ends the session, both here and there. */
export async function stolenRefreshToken({ page }: Visitor) {
  const stolen = await page.evaluate(() => JSON.parse(localStorage["tokens"]).refreshToken);
  await endAccessToken(page);
  await page.evaluate(askTwentyTimes);
  await page.waitForTimeout(LEEWAY_IN_MS + 1_000);
  const status = await page.evaluate(async (refreshToken) => {
    const response = await fetch("/api/token/refresh", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ refreshToken }),
    });
    return response.status;
  }, stolen);
  assert.equal(status, 401, "the stolen token is refused");
  await page.goto("/dashboard");
  await page.waitForURL(/\/login/);
  assert.equal(await page.evaluate(() => localStorage["tokens"] ?? null), null, "and deleted");
}

/** Makes the access token one that the server no longer accepts. */
function endAccessToken(page: Page) {
  return page.evaluate(() => {
    const tokens = JSON.parse(localStorage["tokens"]);
    localStorage["tokens"] = JSON.stringify({ ...tokens, accessToken: "ended.by.test" });
  });
}

/** The app's own client, which the dev server serves as a module. */
async function askTwentyTimes(): Promise<string[]> {
  const path = "/src/shared/api/index.ts";
  const { getMe } = await import(path);
  const answers = Array.from({ length: 20 }, () => getMe());
  return (await Promise.all(answers)).map(({ user }) => (user.email ? "ok" : "nobody"));
}
