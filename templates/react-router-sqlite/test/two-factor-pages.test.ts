import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appCode } from "./support/app-code";
import { type Browser, openBrowser } from "./support/browser";
import { newPassword, signUp } from "./support/passwords"; // @feature password
import { waysIn, withSecondFactor } from "./support/second-factor";
import { type Server, startServer } from "./support/server";
import { readCode } from "./support/sign-in"; // @feature email-code

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

async function newPerson() {
  const [way] = waysIn;
  if (!way) throw new Error("There is no way to sign in.");
  return way(server);
}

/** Turns it on as a browser without JavaScript does. */
async function turnOn(browser: Browser, credentials: { password?: string }) {
  const { body } = await browser.post("/account", { intent: "turn-on", ...credentials });
  const uri = /name="uri" value="([^"]+)"/.exec(body)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const codes = [...body.matchAll(/name="recoveryCode" value="([^"]+)"/g)].map(([, code]) => code);
  return { uri, codes, body };
}

describe("two-factor without JavaScript", () => {
  test("is turned on with the app's code, and then shows the recovery codes", async () => {
    const { browser, credentials } = await newPerson();
    const { uri, codes, body } = await turnOn(browser, credentials);
    expect(body).toContain("QR code for the authenticator app");
    expect(codes).toHaveLength(10);

    const form = { intent: "confirm-app", uri, recoveryCode: codes[0] ?? "", code: "000000" };
    const wrong = await browser.post("/account", form);
    expect(wrong.status).toBe(401);
    expect(wrong.body).toContain("That code is wrong or already used");
    expect(wrong.body).toContain("QR code for the authenticator app");

    const right = await browser.post("/account", { ...form, code: appCode(uri) });
    expect(right.status).toBe(200);
    expect(right.body).toContain("Save your recovery codes");
    expect(right.body).toContain(codes[0]);
    expect((await browser.get("/account")).body).toContain("Turn off two-factor");
  });

  test("lists trusted devices on the account page, and stops trusting them", async () => {
    const { browser, enter, recoveryCodes } = await withSecondFactor(server);
    const none = await browser.get("/account");
    expect(none.body).toContain("You'll be asked for a code on every device.");
    const devices = [openBrowser(server), openBrowser(server), openBrowser(server)];
    for (const device of devices) {
      await enter(device);
      const code = recoveryCodes.pop();
      await device.call("/two-factor/verify-backup-code", { code, trustDevice: true });
    }
    const ids = ({ body }: { body: string }) => body.match(/name="id" value="[^"]+\|[^"]+"/g) ?? [];
    const listed = ids(await browser.get("/account"));
    expect(listed).toHaveLength(3);
    const [, id = ""] = /value="([^"]+)"/.exec(listed[0] ?? "") ?? [];
    const one = await browser.post("/account", { intent: "stop-trusting", id });
    expect(one.body).toContain("You'll be asked for a code on that device again.");
    expect(ids(one)).toHaveLength(2);
    const again = await browser.post("/account", { intent: "stop-trusting", id });
    expect(again.status).toBe(404);
    expect(again.body).toContain("That device is no longer trusted.");
    const all = await browser.post("/account", { intent: "stop-trusting-all" });
    expect(all.body).toContain("You'll be asked for a code on every device again.");
    expect(ids(all)).toEqual([]);
  });

  test("says after five wrong codes that signing in has to start over, also on a reload", async () => {
    const { enter } = await withSecondFactor(server);
    const browser = openBrowser(server);
    await enter(browser);
    for (let attempt = 1; attempt <= 5; attempt++) {
      expect((await browser.get("/login/2fa")).body).toContain("6-digit code");
      await browser.post("/login/2fa?recovery", { intent: "recovery-code", code: "aaaaa-bbbbb" });
    }
    const { body } = await browser.get("/login/2fa");
    expect(body).toContain("Too many wrong codes. Sign in again.");
    expect(body).not.toContain("6-digit code");
  });

  test("has one form for each thing on the account page, so Enter never does another", async () => {
    const { browser, credentials } = await newPerson();
    const { uri } = await turnOn(browser, credentials);
    await browser.post("/account", { intent: "confirm-app", uri, code: appCode(uri) });
    const { body } = await browser.get("/account");
    const forms = body.match(/<form[\s\S]*?<\/form>/g) ?? [];
    const intents = forms.map((form) => /name="intent" value="([^"]+)"/.exec(form)?.[1]);
    expect(intents).toEqual(expect.arrayContaining(["new-codes", "turn-off"]));
    for (const form of forms)
      expect(form.match(/<button[^>]+type="submit"|<button(?![^>]*type=)/g)).toHaveLength(1);
  });

  test("asks for the code on its own page, and keeps the way back", async () => {
    const { browser, credentials, enter } = await newPerson();
    const { uri } = await turnOn(browser, credentials);
    await browser.post("/account", { intent: "confirm-app", uri, code: appCode(uri) });

    const other = openBrowser(server);
    await enter(other);
    const page = "/login/2fa?redirectTo=%2Fdashboard%3Ftab%3D2";
    expect((await other.get(page)).body).toContain(
      "Enter the 6-digit code from your authenticator app.",
    );
    const wrong = await other.post(page, { intent: "app-code", code: "12" });
    expect(wrong.status).toBe(400);
    const code = appCode(uri, 1);
    const { status, location } = await other.post(page, { intent: "app-code", code });
    expect({ status, location }).toEqual({ status: 302, location: "/dashboard?tab=2" });
  });

  test("doesn't lead to another site", async () => {
    const { browser, credentials, enter } = await newPerson();
    const { uri } = await turnOn(browser, credentials);
    await browser.post("/account", { intent: "confirm-app", uri, code: appCode(uri) });
    const other = openBrowser(server);
    await enter(other);
    const page = `/login/2fa?${new URLSearchParams({ redirectTo: "//evil.example" })}`;
    const response = await other.post(page, { intent: "app-code", code: appCode(uri, 1) });
    expect(response.location).toBe("/dashboard");
  });

  test("has a form for recovery codes", async () => {
    const { browser, credentials, enter } = await newPerson();
    const { uri, codes } = await turnOn(browser, credentials);
    await browser.post("/account", { intent: "confirm-app", uri, code: appCode(uri) });
    const other = openBrowser(server);
    await enter(other);
    expect((await other.get("/login/2fa?recovery")).body).toContain("Recovery code");
    const form = { intent: "recovery-code", code: codes[0] ?? "" };
    expect((await other.post("/login/2fa", form)).location).toBe("/dashboard");
  });

  test("hides the account page from strangers", async () => {
    const { status, location } = await openBrowser(server).get("/account");
    expect({ status, location }).toEqual({
      status: 302,
      location: "/login?redirectTo=%2Faccount",
    });
    expect((await openBrowser(server).post("/account", { intent: "turn-off" })).status).toBe(302);
  });
});

describe("signing in with a form", () => {
  const wayBack = `redirectTo=${encodeURIComponent("/dashboard?tab=2")}`;
  const page = `/login/2fa?${wayBack}`;
  // @feature email-code

  test("leads on to the second factor after an emailed code", async () => {
    const { browser, credentials, email } = await newPerson();
    const { uri } = await turnOn(browser, credentials);
    await browser.post("/account", { intent: "confirm-app", uri, code: appCode(uri) });

    const other = openBrowser(server);
    await other.post(`/login?${wayBack}`, { intent: "send-code", email });
    const code = await readCode(server, email);
    const { location } = await other.post("/login", { intent: "verify-code", code });
    expect(location).toBe(page);
    expect((await other.get("/dashboard")).status).toBe(302);
    const done = await other.post(page, { intent: "app-code", code: appCode(uri, 1) });
    expect(done.location).toBe("/dashboard?tab=2");
    expect((await other.get("/dashboard")).status).toBe(200);
  });
  // @end
  // @feature password

  test("leads on to the second factor after a password", async () => {
    const { browser, email, password } = await signUp(server);
    const { uri } = await turnOn(browser, { password });
    await browser.post("/account", { intent: "confirm-app", uri, code: appCode(uri) });

    const other = openBrowser(server);
    const form = { intent: "sign-in", email, password };
    const { location } = await other.post(`/login?${wayBack}`, form);
    expect(location).toBe(page);
    expect((await other.get("/dashboard")).status).toBe(302);
  });

  test("is followed by two-factor, which asks for the password to be turned off", async () => {
    const { browser, password } = await signUp(server);
    const { uri } = await turnOn(browser, { password });
    await browser.post("/account", { intent: "confirm-app", uri, code: appCode(uri) });
    const form = { intent: "turn-off", password: newPassword() };
    const wrong = await browser.post("/account", form);
    expect(wrong.status).toBe(400);
    expect(wrong.body).toContain("That password is incorrect");
    // The error belongs to its field, and the form is still open.
    const invalid = wrong.body.match(/<input[^>]*aria-invalid="true"[^>]*>/g);
    expect(invalid).toHaveLength(1);
    expect(invalid?.[0]).toContain('name="password"');
    expect(wrong.body).toMatch(/<details[^>]*open=""/);
    const right = await browser.post("/account", { ...form, password });
    expect(right.body).toContain("Two-factor is off.");
  });
  // @end

  test("starts over for someone whose code comes too late", async () => {
    const form = { intent: "app-code", code: "123456" };
    const { status, body } = await openBrowser(server).post(page, form);
    expect(status).toBe(401);
    expect(body).toContain("This took too long. Sign in again.");
    expect(body).toContain(`href="/login?redirectTo=%2Fdashboard%3Ftab%3D2"`);
    expect(body).not.toContain('name="code"');
  });

  test("starts over for someone who opens the page without the first factor", async () => {
    const { status, location } = await openBrowser(server).get(page);
    expect(status).toBe(302);
    expect(location).toBe("/login?redirectTo=%2Fdashboard%3Ftab%3D2");
  });

  test("isn't shown to someone who is already signed in", async () => {
    const { browser } = await newPerson();
    expect((await browser.get(page)).location).toBe("/dashboard?tab=2");
  });
});
