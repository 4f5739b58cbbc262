import type { Page } from "playwright-core";
import { appCode } from "../../templates/server/test/support/app-code.ts";

/** A state of a page, and how to get there from the state before it. */
export interface State {
  name: string;
  reach: (visit: Visit) => Promise<unknown>;
}

export interface Visit {
  page: Page;
  /** The newest email to an address. */
  newest: (email: string) => Promise<{ code?: string; link?: string }>;
}

const email = "ada@example.com";
const password = "three tall trees by the river";
let uri = "";

/** All of one visit, in order. Both apps have the same roles and labels. */
export const states: readonly State[] = [
  { name: "home", reach: ({ page }) => page.goto("/") },
  { name: "not found", reach: ({ page }) => page.goto("/nowhere") },
  { name: "login", reach: ({ page }) => page.goto("/login") },
  {
    name: "login, wrong password",
    async reach({ page }) {
      await page.getByLabel("Email", { exact: true }).fill(email);
      await page.getByLabel("Password", { exact: true }).fill("not the password at all");
      await page.getByRole("button", { name: "Sign in", exact: true }).last().click();
      await page.getByRole("alert").first().waitFor();
    },
  },
  { name: "register", reach: ({ page }) => page.goto("/register") },
  {
    name: "register, too short",
    async reach({ page }) {
      await register(page, "short");
      await page.getByText("Use at least 15 characters.").waitFor();
    },
  },
  {
    name: "register, link sent",
    async reach({ page }) {
      await page.goto("/register");
      await register(page, password);
      await page.getByRole("button", { name: "Resend link" }).waitFor();
    },
  },
  {
    name: "confirm email",
    async reach({ page, newest }) {
      await page.goto((await newest(email)).link ?? "");
      await page.getByRole("button", { name: "Confirm and sign in" }).waitFor();
    },
  },
  {
    name: "dashboard",
    async reach({ page }) {
      await page.getByLabel("Password", { exact: true }).fill(password);
      await page.getByRole("button", { name: "Confirm and sign in" }).click();
      await page.getByText("Signed in as").waitFor();
    },
  },
  { name: "account menu", reach: ({ page }) => page.locator("header summary").click() },
  {
    name: "account",
    async reach({ page }) {
      await page.goto("/account");
      await page.getByRole("button", { name: "Turn on two-factor" }).waitFor();
    },
  },
  {
    name: "setting up the app",
    async reach({ page }) {
      await page.getByLabel("Your password").fill(password);
      await page.getByRole("button", { name: "Turn on two-factor" }).click();
      await page.getByRole("img", { name: /QR code/ }).waitFor();
    },
  },
  {
    name: "recovery codes",
    async reach({ page }) {
      const key = await page.locator("code").last().textContent();
      uri = `otpauth://totp/app?secret=${key?.replaceAll(" ", "")}`;
      await page.getByLabel("6-digit code").fill(appCode(uri));
      await page.getByRole("button", { name: "Turn on two-factor" }).click();
      await page.getByText("Save your recovery codes").waitFor();
    },
  },
  {
    name: "two-factor on",
    async reach({ page }) {
      await page.getByText("I've saved my codes").click();
      await page.getByText("Turn off two-factor").first().click();
    },
  },
  {
    name: "code sent",
    async reach({ page }) {
      await page.context().clearCookies();
      await page.goto("/login");
      await page.getByLabel("Email", { exact: true }).fill(email);
      await page.getByRole("button", { name: "Email me a code" }).click();
      await page.getByLabel("6-digit code").waitFor();
    },
  },
  {
    name: "wrong code",
    async reach({ page, newest }) {
      const { code = "" } = await newest(email);
      const wrong = code === "000000" ? "111111" : "000000";
      await page.getByLabel("6-digit code").pressSequentially(wrong);
      await page.getByText("That code isn't right.").waitFor();
    },
  },
  {
    name: "second factor",
    async reach({ page, newest }) {
      const { code = "" } = await newest(email);
      await page.getByLabel("6-digit code").pressSequentially(code);
      await page.getByText("Enter the 6-digit code from your authenticator app.").waitFor();
    },
  },
  { name: "forgot password", reach: ({ page }) => page.goto("/forgot-password") },
  {
    name: "dead reset link",
    async reach({ page }) {
      await page.goto("/reset-password?token=used");
      await page.getByText("This link is no longer valid").first().waitFor();
    },
  },
  {
    name: "mailbox",
    async reach({ page }) {
      await page.goto("/dev/mailbox");
      await page.getByRole("article").first().waitFor();
    },
  },
];

async function register(page: Page, chosen: string) {
  await page.getByLabel("Email", { exact: true }).fill(email);
  await page.getByLabel("Password", { exact: true }).fill(chosen);
  await page.getByLabel("Confirm password").fill(chosen);
  await page.getByRole("button", { name: "Create account" }).click();
}
