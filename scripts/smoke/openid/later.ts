import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import type { Place } from "../openid.ts";
import { agree, newPerson } from "./on-pages.ts";

interface Options {
  withoutJavaScript: boolean;
  /** Makes everyone's sign-in an hour old. */
  ageSessions: () => void;
}

/**
 * Some time after signing in with a code, people connect the provider and download their data. Each
 * asks them to confirm that it's them, and then goes on.
 */
export async function later(place: Place, { withoutJavaScript, ageSessions }: Options) {
  for (const javaScriptEnabled of withoutJavaScript ? [true, false] : [true]) {
    const visit = async (what: string) => {
      const email = `${what}-${javaScriptEnabled}@example.com`;
      const extraHTTPHeaders = {
        "X-Forwarded-For": `10.3.${javaScriptEnabled ? 1 : 2}.${what.length}`,
      };
      const options = { baseURL: place.origin, javaScriptEnabled, extraHTTPHeaders };
      const context = await place.browser.newContext(options);
      const page = await context.newPage();
      await page.goto("/login");
      await page.getByLabel("Email").fill(email);
      await page.getByRole("button", { name: "Email me a code" }).click();
      await enterCode(page, place.origin, javaScriptEnabled);
      await page.waitForURL("**/dashboard");
      ageSessions();
      await page.goto("/account");
      return { page, email, confirm: (button: string) => confirm(page, place.origin, button) };
    };

    const connecting = await visit("connects");
    await connecting.page.getByRole("button", { name: "Connect Acme" }).click();
    await connecting.confirm("Connect Acme");
    await agree(connecting.page, newPerson(place.provider));
    await connecting.page.getByRole("button", { name: "Disconnect Acme" }).waitFor();
    await connecting.page.context().close();

    const downloading = await visit("downloads-data");
    const download = downloading.page.waitForEvent("download");
    await downloading.page.getByRole("button", { name: "Download my data" }).click();
    await downloading.confirm("Download my data");
    const data = JSON.parse(await readFile(await (await download).path(), "utf8"));
    assert.equal(data.account[0].email, downloading.email);
    await downloading.page.context().close();
  }
}

/** In the form itself, or in the dialog of the single-page app. */
async function confirm(page: Page, origin: string, button: string) {
  await page.getByRole("button", { name: "Email me a code" }).click();
  const field = page.getByLabel("6-digit code from the email");
  // Until then, the newest email is another one.
  await field.waitFor();
  await field.fill(await newestCode(origin));
  const dialog = page.getByRole("dialog");
  const name = (await dialog.count()) > 0 ? "Continue" : button;
  await page.getByRole("button", { name }).click();
}

async function enterCode(page: Page, origin: string, javaScriptEnabled: boolean) {
  const field = page.locator('input[autocomplete="one-time-code"]');
  await field.waitFor();
  await field.pressSequentially(await newestCode(origin));
  // With JavaScript, the last digit sends the form.
  if (!javaScriptEnabled) await field.press("Enter");
}

async function newestCode(origin: string): Promise<string> {
  const { messages } = await (await fetch(`${origin}/dev/mailbox.json`)).json();
  return messages[0].code;
}
