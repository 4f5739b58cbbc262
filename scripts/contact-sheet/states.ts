import type { Page } from "playwright-core";
import { appCode } from "../../templates/server/test/support/app-code.ts";
import { otherThan } from "../smoke/sign-in-journey.ts";
import type { Visit } from "./visit.ts";

/** A state of a page, and how to get there from the state before it. */
export interface State {
  name: string;
  /** The app that has it, if only one does. */
  app?: string;
  reach: (visit: Visit) => Promise<unknown>;
}

const email = "ada@example.com";
const password = "three tall trees by the river";
const newEmail = "grace.hopper@example.com";
let oldEmail = "";
let uri = "";

/** All states in one visit to an app, in order. Both apps have the same roles and labels. */
export function statesOf(app: string): readonly State[] {
  return states.filter((state) => state.app === undefined || state.app === app);
}

const states: readonly State[] = [
  { name: "home", reach: ({ page }) => page.goto("/") },
  { name: "not found", reach: ({ page }) => page.goto("/nowhere") },
  { name: "login", reach: ({ page }) => page.goto("/login") },
  { name: "login, provider refused", reach: ({ page }) => page.goto("/login?error=access_denied") },
  {
    name: "login, wrong password",
    async reach({ page }) {
      await page.getByLabel("Email", { exact: true }).fill(email);
      await page.getByLabel("Password", { exact: true }).fill("not the password at all");
      await page.getByRole("button", { name: "Sign in", exact: true }).last().click();
      await page.getByRole("alert").first().waitFor();
    },
  },
  {
    name: "login, password shown",
    reach: ({ page }) => page.getByRole("button", { name: "Show password" }).click(),
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
      await register(page, password);
      await page.getByRole("button", { name: "Resend link" }).waitFor();
    },
  },
  {
    name: "register, link sent again",
    async reach({ page }) {
      await page.getByRole("button", { name: "Resend link" }).click();
      await page.getByText("We've sent another link.").waitFor();
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
  {
    name: "new browser",
    async reach({ page }) {
      await page.context().clearCookies();
      await page.goto("/login");
      await page.getByLabel("Email", { exact: true }).fill(email);
      await page.getByLabel("Password", { exact: true }).fill(password);
      await page.getByLabel("Password", { exact: true }).press("Enter");
      await page.getByText("You haven't used this browser with your account before.").waitFor();
    },
  },
  {
    name: "new browser, wrong code",
    async reach({ page, newest }) {
      const { code = "" } = await newest(email);
      await page.getByLabel("6-digit code").pressSequentially(otherThan(code));
      await page.getByText("That code isn't right.").waitFor();
    },
  },
  {
    name: "new browser, signed in",
    async reach({ page, newest }) {
      const { code = "" } = await newest(email);
      // Anything sent within half a second of the last time counts as a double click.
      await page.getByLabel("6-digit code").pressSequentially(code, { delay: 100 });
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
    name: "deleting, not confirmed",
    async reach({ page }) {
      await page.getByText("Delete my account").first().click();
      await page.getByLabel("Type your email to confirm").fill("someone@example.com");
      await page.getByRole("button", { name: "Delete my account" }).click();
      await page.getByText("That isn't this account's email.").waitFor();
    },
  },
  {
    name: "two-factor, wrong password",
    async reach({ page }) {
      await page.getByLabel("Your password").last().fill("not the password at all");
      await page.getByRole("button", { name: "Turn off two-factor" }).click();
      await page.getByText("That password is incorrect.").waitFor();
    },
  },
  {
    name: "signed out",
    async reach({ page }) {
      await page.locator("header summary").click();
      await page.getByRole("banner").getByRole("button", { name: "Sign out" }).click();
      await page.getByRole("button", { name: "Email me a code" }).waitFor();
    },
  },
  {
    name: "dialog",
    app: "fsd-spa",
    async reach({ page }) {
      await page.goto("/");
      await page.getByRole("banner").getByRole("link", { name: "Sign in" }).click();
      await page.getByRole("dialog").getByLabel("Email", { exact: true }).waitFor();
    },
  },
  {
    name: "dialog, code sent",
    app: "fsd-spa",
    async reach({ page }) {
      await page.getByLabel("Email", { exact: true }).fill("grace@example.com");
      await page.getByRole("button", { name: "Email me a code" }).click();
      await page.getByLabel("6-digit code").waitFor();
    },
  },
  {
    name: "home, signed in",
    app: "fsd-spa",
    async reach({ page, newest }) {
      const { code = "" } = await newest("grace@example.com");
      await page.getByLabel("6-digit code").pressSequentially(code);
      await page.getByText("You're signed in as").waitFor();
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
      await page.getByLabel("6-digit code").pressSequentially(otherThan(code));
      await page.getByText("That code isn't right.").waitFor();
    },
  },
  {
    name: "second factor",
    async reach({ page, newest }) {
      const { code = "" } = await newest(email);
      // Anything sent within half a second of the last time counts as a double click.
      await page.getByLabel("6-digit code").pressSequentially(code, { delay: 100 });
      await page.getByText("Enter the 6-digit code from your authenticator app.").waitFor();
    },
  },
  {
    name: "second factor, wrong code",
    async reach({ page }) {
      await page.getByLabel("6-digit code").pressSequentially("000000");
      await page.getByLabel("Trust this device").check();
      await page.getByRole("button", { name: "Sign in", exact: true }).last().click();
      await page.getByText("That code is wrong or already used.").waitFor();
    },
  },
  {
    name: "recovery code",
    async reach({ page }) {
      await page.getByText("Use a recovery code").click();
      await page.getByLabel("Recovery code").waitFor();
    },
  },
  {
    name: "recovery code, wrong",
    async reach({ page }) {
      await page.getByLabel("Recovery code").fill("aaaaa-bbbbb");
      await page.getByRole("button", { name: "Sign in", exact: true }).last().click();
      await page.getByText("That recovery code is wrong or already used.").waitFor();
    },
  },
  {
    name: "signed in with a second factor",
    async reach({ page }) {
      await page.getByText("Use your authenticator app").click();
      await page.getByLabel("6-digit code").pressSequentially(appCode(uri, 1), { delay: 100 });
      await page.getByLabel("Trust this device").check();
      await page.getByRole("button", { name: "Sign in", exact: true }).last().click();
      await page.getByText("Signed in as").waitFor();
    },
  },
  {
    name: "trusted device",
    async reach({ page }) {
      await page.goto("/account");
      await page.getByRole("button", { name: "Stop trusting" }).waitFor();
    },
  },
  {
    name: "forgot password",
    async reach({ page }) {
      await page.context().clearCookies();
      await page.goto("/forgot-password");
    },
  },
  {
    name: "forgot password, link sent",
    async reach({ page }) {
      await page.getByLabel("Email", { exact: true }).fill(email);
      await page.getByRole("button", { name: "Email me a link" }).click();
      await page.getByRole("button", { name: "Resend link" }).waitFor();
    },
  },
  {
    name: "choosing a password",
    async reach({ page, newest }) {
      await page.goto((await newest(email)).link ?? "");
      await page.getByRole("button", { name: "Save password" }).waitFor();
    },
  },
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
  {
    name: "mailbox, email opened",
    async reach({ page }) {
      await page.getByText("Preview").first().click();
      await page.frameLocator("iframe").first().getByRole("heading").waitFor();
    },
  },
  {
    name: "users",
    async reach({ page }) {
      await page.goto("/dev/users");
      await page.getByRole("button", { name: "Create ten" }).click();
      await page.getByText("Ada Lovelace").waitFor();
    },
  },
  {
    name: "account, two devices",
    async reach({ page }) {
      for (const _ of ["one device", "another"]) {
        await page.context().clearCookies();
        await page.goto("/dev/users");
        await page.getByRole("button", { name: "Sign in as Ada Lovelace" }).click();
        await page.waitForURL(/\/dashboard/);
      }
      await page.goto("/account");
      await page.getByRole("button", { name: "Sign out all other devices" }).waitFor();
    },
  },
  {
    name: "account, other device signed out",
    async reach({ page }) {
      await page.getByRole("button", { name: "Sign out all other devices" }).click();
      await page.getByText("All other devices are signed out.").waitFor();
    },
  },
  {
    name: "account deleted",
    async reach({ page }) {
      await page.getByText("Delete my account").first().click();
      const field = page.getByLabel("Type your email to confirm");
      await field.fill((await field.getAttribute("placeholder")) ?? "");
      await page.getByRole("button", { name: "Delete my account" }).click();
      await page.getByText("Your account has been deleted").waitFor();
    },
  },
  {
    name: "changing the email",
    async reach({ page }) {
      await page.goto("/dev/users");
      await page.getByRole("button", { name: "Sign in as Grace Hopper" }).click();
      await page.waitForURL(/\/dashboard/);
      await page.goto("/account");
      const field = page.getByLabel("Type your email to confirm");
      oldEmail = (await field.getAttribute("placeholder")) ?? "";
      await changeEmail(page);
    },
  },
  {
    name: "changing the email, wrong code",
    async reach({ page, newest }) {
      const { code = "" } = await newest(newEmail);
      await enterEmailCode(page, otherThan(code));
      await page.getByText("That code isn't right.").waitFor();
    },
  },
  {
    name: "changing the email, code over",
    async reach({ page, newest }) {
      const { code = "" } = await newest(newEmail);
      await enterEmailCode(page, otherThan(code));
      await enterEmailCode(page, otherThan(code));
      await page.getByText("This code no longer works.").waitFor();
    },
  },
  {
    name: "changing the email, code sent again",
    async reach({ page }) {
      const resend = page.getByRole("button", { name: "Send a new code", exact: true });
      await resend.click({ timeout: 40_000 });
      await page.getByText("We've sent a new code.").waitFor();
    },
  },
  {
    name: "changing the email, cancelled",
    async reach({ page }) {
      // What is sent within half a second of the last time counts as a double click.
      await page.waitForTimeout(500);
      await page.getByRole("button", { name: "Use a different email" }).click();
      await page.getByLabel("New email").waitFor();
    },
  },
  { name: "changing the email, begun again", reach: ({ page }) => changeEmail(page) },
  {
    name: "email changed",
    async reach({ page, newest }) {
      await enterEmailCode(page, (await newest(newEmail)).code ?? "");
      await page.getByText(`Your email is now ${newEmail}.`).waitFor();
    },
  },
  {
    name: "passkey",
    async reach({ page }) {
      await addDevice(page);
      await page.getByRole("button", { name: "Add a passkey" }).click();
      await page.getByText("has been added").waitFor();
      await page.locator("summary", { hasText: "Not used yet" }).click();
    },
  },
  {
    name: "confirm it's you",
    async reach({ page, ageSessions }) {
      ageSessions();
      await page.getByRole("button", { name: "Remove passkey" }).click();
      await page.getByRole("button", { name: "Use your passkey" }).waitFor();
    },
  },
  {
    name: "create passkey",
    app: "react-router-sqlite",
    async reach({ page }) {
      await page.goto("/dev/users");
      await page.getByRole("button", { name: "Sign in as Alan Turing" }).click();
      await page.waitForURL(/\/dashboard/);
      await page.goto("/create-passkey");
      await page.getByRole("button", { name: "Create a passkey" }).waitFor();
    },
  },
  {
    name: "create passkey",
    app: "fsd-spa",
    async reach({ page, newest }) {
      await page.context().clearCookies();
      await page.goto("/login");
      await page.getByLabel("Email", { exact: true }).fill("alan@example.com");
      await page.getByRole("button", { name: "Email me a code" }).click();
      // The server says so if codes are only for accounts without a passkey.
      const verification = "**/api/auth/sign-in/email-otp";
      await page.route(verification, async (route) => {
        const response = await route.fetch();
        const json = { ...(await response.json()), withoutPasskey: true };
        await route.fulfill({ response, json });
      });
      await page.getByLabel("6-digit code").waitFor();
      const { code = "" } = await newest("alan@example.com");
      await page.getByLabel("6-digit code").pressSequentially(code);
      await page.getByRole("button", { name: "Create a passkey" }).waitFor();
      await page.unroute(verification);
    },
  },
  {
    name: "undoing an email change",
    async reach({ page, newest }) {
      await page.context().clearCookies();
      await page.goto((await newest(oldEmail)).link ?? "");
      await page.getByRole("button", { name: "Undo the change" }).waitFor();
    },
  },
  {
    name: "email change undone",
    async reach({ page }) {
      await page.getByRole("button", { name: "Undo the change" }).click();
      await page.getByText("Every device has been signed out.").waitFor();
    },
  },
  {
    name: "provider's stand-in",
    async reach({ page }) {
      await page.goto("/login");
      await page.getByRole("button", { name: "Continue with GitHub" }).click();
      await page.getByRole("heading", { name: "Sign in as anyone" }).waitFor();
    },
  },
  {
    name: "login, refused by the provider",
    async reach({ page }) {
      await page.getByRole("button", { name: "Cancel" }).click();
      await page.getByText("You cancelled the sign-in.").waitFor();
    },
  },
];

/** A device with a fingerprint reader. It never suggests its passkeys, which would sign in at once. */
async function addDevice(page: Page) {
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false;
  });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable", { enableUI: false });
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

async function changeEmail(page: Page) {
  await page.getByLabel("New email").fill(newEmail);
  await page.getByRole("button", { name: "Change email" }).click();
  await page.getByRole("button", { name: "Confirm new email" }).waitFor();
}

async function enterEmailCode(page: Page, code: string) {
  const field = page.getByLabel("6-digit code");
  // A wrong one is deleted from the field.
  while (await field.inputValue()) await page.waitForTimeout(50);
  // Anything sent within half a second of the last time counts as a double click.
  await field.pressSequentially(code, { delay: 100 });
}

async function register(page: Page, chosen: string) {
  await page.getByLabel("Email", { exact: true }).fill(email);
  await page.getByLabel("Password", { exact: true }).fill(chosen);
  await page.getByLabel("Confirm password").fill(chosen);
  await page.getByRole("button", { name: "Create account" }).click();
}
