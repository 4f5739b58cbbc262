import assert from "node:assert/strict";
import type { Visitor } from "./visitor.ts";

/** Signing out in one tab affects the other, and the back button shows nothing from before. */
export async function twoTabs({ context, page, email }: Visitor) {
  await page.goto("/");
  await page.getByRole("link", { name: "Go to your dashboard" }).click();
  await page.getByText("Signed in as").waitFor();
  const other = await context.newPage();
  await other.goto("/dashboard");
  await other.getByText("Signed in as").waitFor();
  await page.locator("header summary").click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(/\/login/);
  await other.waitForURL(/\/login/);
  await page.goBack();
  await page.waitForTimeout(300);
  assert.equal(await page.getByText(email).count(), 0, "the back button shows nothing private");
  await other.close();
}
