import assert from "node:assert/strict";
import { signInWithPassword, type Visitor } from "./visitor.ts";

/**
 * The session ends while someone is typing: a dialog asks to sign in again, keeps the page and the
 * focus, and the request that found out continues. `endSession` ends it behind the page's back.
 */
export async function sessionEnded(visitor: Visitor, endSession: () => Promise<void>) {
  const { page, email, code, look } = visitor;
  await page.goto("/dashboard");
  const name = page.getByLabel("Name", { exact: true });
  await name.fill("Ada");
  await endSession();
  await page.getByRole("button", { name: "Save name" }).click();
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await dialog.waitFor();
  await look("dialog");
  for (let stop = 0; stop < 12; stop++) await page.keyboard.press("Tab");
  assert.ok(
    await dialog.evaluate((element) => {
      const { activeElement } = document;
      return activeElement === document.body || element.contains(activeElement);
    }),
    "the focus stays in the dialog",
  );
  await signInWithPassword({ ...visitor, page });
  // Without its cookies, the browser is a new one.
  await page.getByText("You haven't used this browser with your account before").waitFor();
  await look("dialog-new-browser");
  await page.getByLabel("6-digit code").pressSequentially(await code());
  await page.getByText("Name saved.").waitFor();
  assert.equal(await name.inputValue(), "Ada", "what was typed is still there");
  await page.getByRole("heading", { name: "Welcome, Ada" }).waitFor();
  assert.equal(await page.getByRole("dialog").count(), 0);
  await page.getByText(email).first().waitFor();
}
