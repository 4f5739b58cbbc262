import type { Visitor } from "./visitor.ts";

/** Creates an account with the keyboard alone, after every mistake a person can make. */
export async function register(visitor: Visitor) {
  const { page, email, password, link, look } = visitor;
  const { keyboard } = page;
  // The dialog offers what the page offers.
  await page.goto("/");
  await page.getByRole("banner").getByRole("link", { name: "Sign in" }).click();
  const dialog = page.getByRole("dialog", { name: "Sign in" });
  await dialog.waitFor();
  await look("dialog-sign-in");
  await dialog.getByRole("link", { name: "Create an account" }).click();
  await page.waitForURL(/\/register$/);
  await page.goto("/register");
  await page.getByRole("button", { name: "Create account" }).waitFor();
  await keyboard.type("nobody");
  await page.getByText("Enter a valid email address.").waitFor();
  await keyboard.press("Tab");
  await keyboard.type("short");
  await page.getByText("Use at least 15 characters.").waitFor();
  // Past the button that shows the password.
  await keyboard.press("Tab");
  await keyboard.press("Tab");
  await keyboard.type("other");
  await page.getByText("The passwords don't match.").waitFor();
  const shows = page.getByRole("button", { name: "Show password" }).first();
  await shows.click();
  await page.locator('input[name="password"][type="text"]').waitFor();
  await shows.click();
  await page.locator('input[name="password"][type="password"]').waitFor();
  await page.getByLabel("Confirm password").focus();
  await look("register-mistakes");
  await keyboard.press("Enter");
  // Submitting anyway moves the focus to the first mistake.
  await page.locator('input[name="email"]:focus').waitFor();
  await keyboard.press("ControlOrMeta+A");
  await keyboard.type(email);
  await keyboard.press("Tab");
  await keyboard.type(password);
  await keyboard.press("Tab");
  await keyboard.press("Tab");
  await keyboard.type(password);
  await keyboard.press("Enter");
  await page.getByText("We sent a link").waitFor();
  await look("register-sent");
  await page.getByRole("button", { name: "Resend link" }).click();
  await page.getByText("We've sent another link.").waitFor();
  const first = await link();

  await page.goto(await link());
  await page.getByRole("button", { name: "Confirm and sign in" }).waitFor();
  await look("confirm");
  await keyboard.type("not the password of it");
  await keyboard.press("Enter");
  await page.getByText("That's not the password you signed up with.").waitFor();
  await page.getByLabel("Password", { exact: true }).fill(password);
  await keyboard.press("Enter");
  await page.waitForURL(/\/dashboard$/);
  await page.getByText("Signed in as").waitFor();

  // The link works once. Opening it again says so before showing a form.
  await page.goto(first);
  await page.getByRole("heading", { name: "This link is no longer valid" }).waitFor();
  await look("confirm-dead");
  await page.goto("/dashboard");
}
