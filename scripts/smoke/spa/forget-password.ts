import { signInWithPassword, type Visitor } from "./visitor.ts";

/** Signs out, chooses a new password by email, and signs in with it. */
export async function forgetPassword(visitor: Visitor) {
  const { page, email, link, look } = visitor;
  await page.goto("/dashboard");
  await page.locator("header summary").click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(/\/login/);
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await page.getByRole("button", { name: "Email me a link" }).waitFor();
  await look("forgot");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Email").press("Enter");
  await page.getByText("has an account").waitFor();
  await page.goto(await link());
  visitor.password = `another ${visitor.password}`;
  await page.getByLabel("New password").fill(visitor.password);
  await page.getByLabel("Confirm password").fill(visitor.password);
  await look("reset");
  await page.getByRole("button", { name: "Save password" }).click();
  await page.getByText("signed out everywhere").waitFor();
  await page.getByRole("main").getByRole("link", { name: "Sign in", exact: true }).click();
  await signInWithPassword(visitor);
  await page.waitForURL(/\/dashboard$/);
}
