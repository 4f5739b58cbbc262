import assert from "node:assert/strict";
import type { BrowserContext, Page } from "playwright-core";
import type { Place } from "../openid.ts";
import { type OpenIdServer, outOfOrder } from "./provider.ts";

/** Signs in from the sign-in page, refuses, and signs in at a provider that is out of order. */
export async function onPages(place: Place, { withoutJavaScript }: { withoutJavaScript: boolean }) {
  const { origin, browser, provider } = place;
  for (const javaScriptEnabled of withoutJavaScript ? [true, false] : [true]) {
    const context = await browser.newContext({ baseURL: origin, javaScriptEnabled });
    const who = newPerson(provider);
    await redirected(context, who);
    await refused(context);
    await failed(context);
    await context.close();
  }
}

let lastPerson = 0;

/** Someone who has an account at the provider, with a confirmed address. */
export function newPerson({ profiles }: OpenIdServer, email?: string) {
  lastPerson += 1;
  const id = `person-${lastPerson}`;
  const profile = { email: email ?? `${id}@acme.example`, email_verified: true, name: "Ada" };
  profiles.set(id, profile);
  return { id, profile };
}

export type Person = ReturnType<typeof newPerson>;

/** Types the name at the provider, and agrees to what the app asks for. */
export async function agree(page: Page, { id }: Person) {
  await signInThere(page, id);
  await page.getByRole("button", { name: "Continue" }).click();
}

async function signInThere(page: Page, id: string) {
  await page.getByPlaceholder("Enter any login").fill(id);
  await page.getByPlaceholder("and password").fill("any");
  await page.getByRole("button", { name: "Sign-in" }).click();
}

export function acmeButton(page: Page) {
  return page.getByRole("button", { name: "Continue with Acme" });
}

async function redirected(context: BrowserContext, who: Person) {
  const page = await context.newPage();
  await page.goto("/login?redirectTo=/account");
  await acmeButton(page).click();
  await agree(page, who);
  await page.waitForURL("**/account");
  await page.getByText(who.profile.email).first().waitFor();
  await page.close();
}

/** Deletes everything that the browser has stored for the app and the provider. */
async function asStranger(context: BrowserContext) {
  await context.clearCookies();
  const page = await context.newPage();
  await page.goto("/");
  await page.evaluate(() => localStorage.clear()).catch(() => {});
  await page.goto("/login?redirectTo=/account");
  await acmeButton(page).click();
  return page;
}

async function refused(context: BrowserContext) {
  const page = await asStranger(context);
  await page.getByRole("link", { name: "Cancel" }).click();
  await page.getByText("You cancelled the sign-in.").waitFor();
  const { pathname, searchParams } = new URL(page.url());
  assert.equal(pathname, "/login");
  assert.equal(searchParams.get("redirectTo"), "/account", "the way to the page is kept");
  await page.close();
}

async function failed(context: BrowserContext) {
  const page = await asStranger(context);
  await signInThere(page, outOfOrder);
  await page.getByText("That didn't work. Try again, or sign in another way.").waitFor();
  await page.close();
}
