import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ageSessions } from "./support/age-sessions";
import { appCode } from "./support/app-code";
import type { Browser } from "./support/browser";
import { newPassword, signUp } from "./support/passwords"; // @feature password
import { withSecondFactor } from "./support/second-factor";
import {
  newEmail, // @feature email-code
  type Server,
  startServer,
} from "./support/server";
import { readCode, signInByCode } from "./support/sign-in"; // @feature email-code

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

/** The form on a page that asks to confirm, if there is one. */
function question(body: string) {
  return (body.match(/<form[\s\S]*?<\/form>/g) ?? []).find((form) =>
    form.includes("Confirm it's you"),
  );
}

describe("confirming that it's you, without JavaScript", () => {
  // @feature email-code
  test("works with a code by email, in the form that was sent, which then continues", async () => {
    const email = newEmail();
    const browser = await signInByCode(server, email);
    await ageSessions(server, email);
    const asked = await browser.post("/account", { intent: "turn-on" });
    expect(asked.status).toBe(403);
    expect(question(asked.body)).toContain('name="intent" value="turn-on"');
    expect(question(asked.body)).toContain("Email me a code");

    const sent = await browser.post("/account", { intent: "turn-on", confirmBy: "email-code" });
    expect(question(sent.body)).toContain('name="confirmProof"');
    const form = { intent: "turn-on", confirmWay: "email-code" };
    const wrong = await browser.post("/account", { ...form, confirmProof: "000000" });
    expect(question(wrong.body)).toContain("That code isn't right");
    const proof = await readCode(server, email);
    const done = await browser.post("/account", { ...form, confirmProof: proof });
    expect(done.status).toBe(200);
    expect(done.body).toContain('name="uri" value="otpauth://');
  });

  // @end
  test("requires a code from the app, and nothing else, from people who have one", async () => {
    const { browser, credentials, email, uri } = await withSecondFactor(server);
    await ageSessions(server, email);
    const form = { intent: "new-codes", ...credentials };
    const asked = await browser.post("/account", form);
    expect(question(asked.body)).toContain("6-digit code from your authenticator app");
    expect(asked.body).not.toContain("Email me a code");
    const proof = { confirmWay: "app-code", confirmProof: appCode(uri, 1) };
    const done = await browser.post("/account", { ...form, ...proof });
    expect(done.body).toContain("Save your recovery codes");
  });

  test("asks only in the form that was sent, where Enter does what the form is for", async () => {
    const { browser, credentials, email } = await withSecondFactor(server);
    await ageSessions(server, email);
    const { body } = await browser.post("/account", { intent: "turn-off", ...credentials });
    expect(body.match(/<legend/g)).toHaveLength(1);
    // The first button of a form is what Enter presses.
    expect(firstButton(question(body))).toContain("Turn off two-factor");
    expect(await isOn(browser)).toBe(true);
  });

  // @feature password
  test("uses the password from a form that asks for it anyway", async () => {
    const { browser, email, password } = await signUp(server);
    await ageSessions(server, email);
    const form = { intent: "change-password", newPassword: newPassword() };
    const wrong = await browser.post("/account", { ...form, currentPassword: newPassword() });
    expect(wrong.status).toBe(400);
    expect(wrong.body).toContain("That password is incorrect.");
    expect(question(wrong.body)).toBeUndefined();
    const done = await browser.post("/account", { ...form, currentPassword: password });
    expect(done.body).toContain("Password changed.");
  });
  // @end
  // @feature password

  test("never puts a password into the page", async () => {
    const { browser, email, password: currentPassword } = await signUp(server);
    const enabled = await browser.call("/two-factor/enable", { password: currentPassword });
    const code = appCode(JSON.parse(enabled.body).totpURI);
    await browser.call("/two-factor/verify-totp", { code });
    await ageSessions(server, email);
    const next = newPassword();
    const form = { intent: "change-password", newPassword: next };
    const { body } = await browser.post("/account", { ...form, currentPassword });
    expect(question(body)).toBeDefined();
    expect(body).not.toContain(currentPassword);
    expect(body).not.toContain(next);
  });
  // @end
});

function firstButton(form = "") {
  return /<button[\s\S]*?<\/button>/.exec(form.slice(form.indexOf("<legend")))?.[0];
}

async function isOn(browser: Browser) {
  return (await browser.get("/account")).body.includes("Turn off two-factor");
}
