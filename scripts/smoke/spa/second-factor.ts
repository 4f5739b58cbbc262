import { appCode } from "../../../templates/server/test/support/app-code.ts";
import type { Visitor } from "./visitor.ts";

/** Turns on two-factor, is asked for it after an emailed code, and turns it off. */
export async function secondFactor(visitor: Visitor) {
  const { page, email, password, code, look } = visitor;
  await page.goto("/account");
  await page.getByRole("button", { name: "Turn on two-factor" }).waitFor();
  await look("account");
  await page.getByLabel("Your password").fill(password);
  await page.getByRole("button", { name: "Turn on two-factor" }).click();
  await page.getByRole("img", { name: /QR code/ }).waitFor();
  await look("enrolment");
  const key = await page.locator("code").last().textContent();
  const uri = `otpauth://totp/app?secret=${key?.replaceAll(" ", "")}`;
  await page.getByLabel("6-digit code").fill(appCode(uri));
  await page.getByRole("button", { name: "Turn on two-factor" }).click();
  await page.getByText("Save your recovery codes").waitFor();
  await look("recovery-codes");
  await page.getByRole("button", { name: "I've saved my codes" }).click();
  await page.getByText("Get new recovery codes").waitFor();

  await page.locator("header summary").click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(/\/login\?redirectTo=%2Faccount/);
  // No one is signing in, so there is nothing to ask for.
  await page.goto("/login/2fa?redirectTo=%2Faccount");
  await page.waitForURL(/\/login\?redirectTo=%2Faccount/);
  await page.getByLabel("Email").fill(email);
  // Without a password, Enter sends a code.
  await page.getByLabel("Email").press("Enter");
  await page.getByLabel("6-digit code").waitFor();
  await page.getByLabel("6-digit code").pressSequentially(await code());
  await page.waitForURL(/\/login\/2fa/);
  await page.getByText("Enter the 6-digit code from your authenticator app.").waitFor();
  await look("second-factor");
  await page.getByLabel("6-digit code").pressSequentially(appCode(uri, 1));
  await page.getByLabel("6-digit code").press("Enter");
  await page.getByRole("heading", { name: "Account" }).waitFor();

  await page.getByText("Turn off two-factor").first().click();
  await page.getByLabel("Your password").last().fill(password);
  await page.getByRole("button", { name: "Turn off two-factor" }).click();
  await page.getByText("Two-factor is off.").waitFor();
  await page.getByRole("button", { name: "Turn on two-factor" }).waitFor();
  await look("two-factor-off");
}
