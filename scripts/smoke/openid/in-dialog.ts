import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { Place } from "../openid.ts";
import { acmeButton, agree, newPerson } from "./on-pages.ts";

/**
 * Signs in with a separate window while the page stays as it is: as someone new, as someone who
 * first closes the window, whose browser opens none, and whose session ended while they typed.
 */
export async function inDialog({ origin, browser, provider }: Place) {
  const context = await browser.newContext({ baseURL: origin });
  const page = await context.newPage();
  const who = newPerson(provider);
  await page.goto("/");
  await page.getByRole("banner").getByRole("link", { name: "Sign in" }).click();

  const closed = await openWindow(page);
  await closed.close();
  const popup = await openWindow(page);
  await popup.getByPlaceholder("Enter any login").waitFor();
  assert.ok(await popup.evaluate(() => opener === null), "the provider can't reach the page");
  const isClosed = popup.waitForEvent("close");
  await agree(popup, who);
  await isClosed;
  await page.getByRole("dialog").waitFor({ state: "detached" });
  assert.equal(new URL(page.url()).pathname, "/", "the page stays");

  await page.goto("/dashboard");
  await page.getByLabel("Name", { exact: true }).fill("Grace");
  await endSession(page);
  await page.getByRole("button", { name: "Save name" }).click();
  await page.getByRole("dialog", { name: "Sign in again" }).waitFor();
  // The provider still knows them, so the window closes by itself.
  const again = await openWindow(page);
  if (!again.isClosed()) await again.waitForEvent("close");
  await page.getByText("Name saved.").waitFor();
  await page.getByRole("heading", { name: "Welcome, Grace" }).waitFor();

  await endSession(page);
  await page.getByLabel("Name", { exact: true }).fill("Ada");
  // What browsers do if people have blocked new windows.
  await page.evaluate(() => {
    window.open = () => null;
  });
  await page.getByRole("button", { name: "Save name" }).click();
  await acmeButton(page).click();
  await page.getByText("Your browser didn't open a new window.").waitFor();
  assert.equal(await page.getByLabel("Name", { exact: true }).inputValue(), "Ada");
  await context.close();
}

async function openWindow(page: Page) {
  const opened = page.waitForEvent("popup");
  await acmeButton(page).click();
  return opened;
}

/** Behind the page's back, deletes a cookie, or makes the server refuse its tokens. */
async function endSession(page: Page) {
  await page.context().clearCookies({ domain: "localhost" });
  await page.evaluate(() => {
    const { tokens } = localStorage;
    if (!tokens) return;
    const over = { accessToken: "over", refreshToken: "over" };
    localStorage["tokens"] = JSON.stringify({ ...JSON.parse(tokens), ...over });
  });
}
