import assert from "node:assert/strict";
import { signInWithPassword, type Visitor } from "./visitor.ts";

/** Signs in on slow 3G: pending actions are shown as such, and impatient clicks do no harm. */
export async function slowNetwork(visitor: Visitor) {
  const { context, page } = visitor;
  const network = await context.newCDPSession(page);
  await network.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 400,
    downloadThroughput: 50_000,
    uploadThroughput: 50_000,
  });
  await network.send("Network.setCacheDisabled", { cacheDisabled: true });
  const started = Date.now();
  await page.goto("/login");
  await page.getByLabel("Email").waitFor();
  console.log(`  spa: the sign-in page on slow 3G ${((Date.now() - started) / 1000).toFixed(1)} s`);
  const impatient = Promise.withResolvers<void>();
  const signIn = "**/api/auth/sign-in/**";
  let requests = 0;
  await page.route(signIn, async (route) => {
    requests++;
    await impatient.promise;
    await route.continue();
  });
  await signInWithPassword(visitor);
  await page.getByRole("button", { name: "Signing you in…" }).click({ force: true });
  impatient.resolve();
  await page.waitForURL(/\/dashboard$/);
  await page.getByText("Signed in as").waitFor();
  assert.equal(requests, 1, "two clicks sign in once");
  await page.unroute(signIn);
  await network.send("Network.setCacheDisabled", { cacheDisabled: false });
  await network.detach();
}
