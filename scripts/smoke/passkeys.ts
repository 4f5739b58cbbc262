/**
 * What people do with passkeys, in Chromium with a virtual authenticator, in an app of this
 * repository: add one, sign in with it by the button and from the address field, add a second one,
 * remove the first after confirming that it's them, and fail where the device doesn't verify them.
 *
 *   node scripts/smoke/passkeys.ts react-router-sqlite      or fsd-spa
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { ageSessions } from "./age-sessions.ts";
import { failureOf, startApp } from "./app-process.ts";
import { launchBrowser } from "./browser.ts";
import { freePort } from "./free-port.ts";
import { root } from "./newcomer.ts";
import { codeIn } from "./sign-in.ts";

const apps = process.argv.length > 2 ? process.argv.slice(2) : ["react-router-sqlite", "fsd-spa"];
for (const app of apps) await passkeysIn(app);

async function passkeysIn(name: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "passkeys-"));
  const cwd = join(root, "apps", name);
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const database = join(folder, "app.db");
  const env = {
    ...process.env,
    BETTER_AUTH_SECRET: "only-for-this-test-only-for-this-test",
    DATABASE_URL: `file:${database}`,
  };
  execFileSync("pnpm", ["db:migrate"], { cwd, env, stdio: "ignore" });
  const app = await startApp({
    // Without Vite's cache, as on the first start.
    command: ["pnpm", "dev", "--port", `${port}`, "--strictPort", "--force"],
    cwd,
    env,
    healthUrl: `${origin}/healthz`,
  });
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext({ baseURL: origin });
    await journey(context, origin, () => ageSessions(database));
    // Vite would reload the page, and what someone has typed would be lost.
    assert.doesNotMatch(app.output(), /dependenc(y|ies) optimized/, "Vite found a package late");
    console.log(`${name}: passkeys work.`);
  } catch (error) {
    throw failureOf(name, error, app.output());
  } finally {
    await browser.close();
    await app.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function journey(
  context: BrowserContext,
  origin: string,
  ageSessions: () => void,
): Promise<void> {
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  // The virtual authenticator accepts a suggestion at once, and then there's no button to press.
  await page.addInitScript(() => {
    if (!sessionStorage.getItem("no-suggestions")) return;
    PublicKeyCredential.isConditionalMediationAvailable = async () => false;
  });
  const suggestions = (isOn: boolean) =>
    page.evaluate((value) => sessionStorage.setItem("no-suggestions", value), isOn ? "" : "off");
  const button = page.getByRole("button", { name: "Sign in with a passkey" });
  const add = page.getByRole("button", { name: "Add a passkey" });
  const rows = page.locator("li", { has: page.locator("summary") });

  await createAccount(page, origin, "passkeys@example.com");
  const first = await openAuthenticator(page, "internal");
  await page.goto("/account");
  await add.click();
  await page.getByText("has been added").waitFor();
  await rows.nth(0).waitFor();
  await add.click();
  await page.getByText("This device already has a passkey for your account.").waitFor();

  // By the button, on the way to another page.
  await context.clearCookies();
  await suggestions(false);
  await page.goto("/login?redirectTo=/account");
  await button.click();
  await page.waitForURL("**/account");

  // From the address field.
  await context.clearCookies();
  await suggestions(true);
  await page.goto("/login");
  await page.waitForURL("**/dashboard");

  // The same after coming back from the code.
  await context.clearCookies();
  await suggestions(false);
  await requestCode(page, "passkeys@example.com");
  await suggestions(true);
  await page.reload();
  await page.getByRole("button", { name: "Use a different email" }).click();
  await page.waitForURL("**/dashboard");

  // A second device, and the first one is removed.
  await first.hold();
  const second = await openAuthenticator(page, "usb");
  await page.goto("/account");
  await add.click();
  await page.getByText("has been added").waitFor();
  await rows.nth(1).waitFor();
  await second.hold();
  await first.release();
  // Long after signing in, they confirm with a passkey that it's them.
  ageSessions();
  await rows.first().locator("summary").click();
  await rows.first().getByRole("button", { name: "Remove passkey" }).click();
  await page.getByRole("button", { name: "Use your passkey" }).click();
  await rows.nth(1).waitFor({ state: "detached" });

  await context.clearCookies();
  await suggestions(false);
  await second.close();
  await page.goto("/login");
  await button.click();
  await page.getByText("This passkey is no longer in use.").waitFor();

  // The same one, when it's chosen from the suggestions.
  await suggestions(true);
  await page.reload();
  const refusal = page.getByText("This passkey is no longer in use.");
  await refusal.waitFor({ state: "attached" });
  // This device would choose it from the next suggestions at once, which hides the text meanwhile.
  await first.hold();
  await refusal.waitFor();
  await suggestions(false);
  await page.reload();
  await first.release();

  // A device that doesn't verify its owner.
  await first.failToVerify();
  await button.click();
  await page.getByText("No passkey was used.").waitFor();
  assert.match(page.url(), /\/login/, "no one is signed in");
  assert.deepEqual(problems, [], "no error in the page");
}

async function createAccount(page: Page, origin: string, email: string): Promise<void> {
  const codeField = await requestCode(page, email);
  const response = await fetch(`${origin}/dev/mailbox.json`);
  const { messages } = (await response.json()) as { messages: { text: string }[] };
  await codeField.pressSequentially(codeIn(messages[0]?.text ?? ""));
  await page.waitForURL("**/dashboard");
}

async function requestCode(page: Page, email: string) {
  await page.goto("/login");
  await hydrated(page);
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Email me a code" }).click();
  const codeField = page.locator('input[autocomplete="one-time-code"]');
  await codeField.waitFor();
  return codeField;
}

/** A code that is typed before React has taken over waits for a press of the button. */
async function hydrated(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    Object.keys(document.querySelector("main *") ?? {}).some((key) => key.startsWith("__react")),
  );
}

/** A device with a fingerprint reader, whose owner touches it whenever it's asked, unless held. */
async function openAuthenticator(page: Page, transport: "internal" | "usb") {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable", { enableUI: false });
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport,
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const touch = (enabled: boolean) =>
    cdp.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled });
  return {
    hold: () => touch(false),
    release: () => touch(true),
    failToVerify: () =>
      cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false }),
    close: () => cdp.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId }),
  };
}
