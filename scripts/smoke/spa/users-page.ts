import assert from "node:assert/strict";
import type { Page } from "playwright-core";

/** During development, someone goes from the mailbox to the users, and signs in as one of ten. */
export async function usersPage(page: Page) {
  await page.goto("/dev/mailbox");
  await page.getByRole("link", { name: "Show the users" }).click();
  await page.getByRole("button", { name: "Create ten" }).click();
  await page.getByRole("button", { name: "Sign in as Grace Hopper" }).click();
  await page.waitForURL(/\/dashboard$/);
  await page
    .getByText(/grace-[0-9a-f]{4}@example\.com/)
    .first()
    .waitFor();
  await page.goto("/dev/users");
  await page.getByRole("link", { name: "Open the mailbox" }).click();
  assert.equal(new URL(page.url()).pathname, "/dev/mailbox");
}
