import assert from "node:assert/strict";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { assertAccessible } from "./accessibility.ts";

interface Journey {
  /** The app's address, without a trailing slash. */
  origin: string;
  email: string;
  /** The latest code that was sent to `email`. */
  readCode(): Promise<string>;
  /** Where the screenshots go; their names start with `name`. */
  screenshots: string;
  name: string;
}

/**
 * What a newcomer does: requests a code, enters it, sees the dashboard, reloads, signs out, and
 * finds the dashboard closed. It fails on any error in the browser's console and on any page that
 * isn't accessible.
 *
 * @throws AssertionError or a Playwright TimeoutError that says which step failed
 */
export async function signInJourney(browser: Browser, journey: Journey): Promise<void> {
  const { origin, email, readCode, screenshots, name } = journey;
  const context = await browser.newContext({ baseURL: origin });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  // Playwright hides the caret with style attributes, which React reports while it hydrates.
  async function look(step: string) {
    await page.screenshot({ path: join(screenshots, `${name}-${step}.png`), caret: "initial" });
    await assertAccessible(page, step);
  }

  await page.goto("/");
  await look("1-home");
  await page.goto("/dashboard");
  await page.waitForURL(/\/login/);
  await look("2-login");

  await page.getByLabel(/e-?mail/i).fill(email);
  await page.getByRole("button", { name: "Email me a code" }).click();
  const codeField = page.locator('input[autocomplete="one-time-code"]');
  await codeField.waitFor();
  await look("3-code");
  const code = await readCode();
  await codeField.pressSequentially(otherThan(code));
  await page.getByText("That code isn't right.").waitFor();
  await look("3-code-wrong");
  await assertReadyForNextCode(page);
  const refusals = problems.splice(0);
  assert.ok(
    refusals.every((text) => text.includes("400")),
    `only the refusal is reported: ${refusals.join("\n")}`,
  );
  await codeField.pressSequentially(code);

  await page.waitForURL(/\/dashboard/);
  // The header knows who is signed in before the page has loaded the rest.
  const dashboard = page.getByRole("heading", { name: "Signed in as" });
  await dashboard.waitFor();
  await page.getByText(email).first().waitFor();
  await look("4-dashboard");
  await page.reload();
  await dashboard.waitFor();
  assert.match(page.url(), /\/dashboard$/, "a reload keeps the session");

  await page.locator("header summary").click();
  await page.getByRole("banner").getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/dashboard"));
  await look("5-signed-out");
  const session = (await context.cookies()).filter((cookie) => cookie.name.includes("session"));
  assert.deepEqual(session, [], "signing out clears the cookies");
  await page.goto("/dashboard");
  await page.waitForURL(/\/login/);
  await page.goBack();
  assert.equal(await page.getByText(email).count(), 0, "the back button shows nothing private");
  assert.deepEqual(problems, [], "the browser's console stays empty");
  await context.close();
}

/** After a wrong code: the field is empty and has the focus, and the first box is the only active one. */
async function assertReadyForNextCode(page: Page) {
  const found = await page
    .locator("form", { has: page.locator(".code-input") })
    .evaluate((form) => {
      const field = form.querySelector<HTMLInputElement>(".code-input input");
      const boxes = [...form.querySelectorAll(".code-input-boxes > span")];
      const rightOf = (element: Element | null | undefined) =>
        element?.getBoundingClientRect().right ?? 0;
      return {
        value: field?.value,
        hasFocus: document.activeElement === field,
        active: boxes.flatMap((box, index) => (box.hasAttribute("data-active") ? index : [])),
        asWideAsButton: Math.abs(rightOf(boxes.at(-1)) - rightOf(form.querySelector("button"))) < 1,
      };
    });
  assert.deepEqual(found, { value: "", hasFocus: true, active: [0], asWideAsButton: true });
}

/** A code that's wrong where the given one is right. */
export function otherThan(code: string): string {
  return code === "000000" ? "111111" : "000000";
}
