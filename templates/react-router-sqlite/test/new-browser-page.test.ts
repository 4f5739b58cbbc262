import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verification } from "~/db/schema";
import { EMAILED_CODE } from "~/services/rules";
import { openBrowser } from "./support/browser";
import { readBrowserCode, signUp } from "./support/passwords";
import { type Server, startServer } from "./support/server";
import { wrong } from "./support/sign-in";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

const step = "/login/new-browser";

/** Someone's right password, sent by the form in a browser that's new to the account. */
async function atStep(query = "") {
  const { email, password } = await signUp(server);
  const browser = openBrowser(server);
  const form = { intent: "sign-in", email, password };
  const { status, location } = await browser.post(`/login${query}`, form);
  expect(status).toBe(302);
  return { email, browser, location, code: await readBrowserCode(server, email) };
}

const verify = (code: string) => ({ intent: "verify-code", code });

describe("a password in a new browser, without JavaScript", () => {
  test("leads to a page that asks for the code, and then to the dashboard", async () => {
    const { email, browser, location, code } = await atStep();
    expect(location).toBe(step);
    const { body } = await browser.get(step);
    expect(body).toContain("You haven't used this browser with your account before");
    expect(body).toContain(email);
    expect((await browser.get("/dashboard")).status).toBe(302);
    const typed = `${code.slice(0, 3)} ${code.slice(3)}`;
    const right = await browser.post(step, verify(typed));
    expect(right).toMatchObject({ status: 302, location: "/dashboard" });
    expect((await browser.get("/dashboard")).body).toContain(email);
  });

  test("leads back to the requested page, on this site only", async () => {
    const query = `?${new URLSearchParams({ redirectTo: "/dashboard?tab=2" })}`;
    const { browser, location, code } = await atStep(query);
    expect(location).toBe(step + query);
    expect((await browser.post(step + query, verify(code))).location).toBe("/dashboard?tab=2");

    const evil = await atStep(`?${new URLSearchParams({ redirectTo: "//evil.example" })}`);
    expect(evil.location).toBe(step);
    const { location: end } = await evil.browser.post(
      `${step}?redirectTo=//evil.example`,
      verify(evil.code),
    );
    expect(end).toBe("/dashboard");
  });

  test("says what's wrong with a code, and after the last one, that a new one is needed", async () => {
    const { browser, code } = await atStep();
    const short = await browser.post(step, verify(code.slice(1)));
    expect(short.status).toBe(400);
    expect(short.body).toContain(`Enter all ${EMAILED_CODE.length} digits of the code.`);
    for (let attempt = 1; attempt < EMAILED_CODE.attempts; attempt++) {
      const { status, body } = await browser.post(step, verify(wrong(code)));
      expect(status).toBe(400);
      expect(body).toContain("That code isn't right.");
    }
    const last = await browser.post(step, verify(wrong(code)));
    for (const { body } of [last, await browser.get(step)]) {
      expect(body).toContain("This code no longer works. Request a new one.");
      expect(body).not.toContain('name="code"');
    }
  });

  test("sends another code, unless one was just sent", async () => {
    const { email, browser } = await atStep();
    const early = await browser.post(step, { intent: "send-again" });
    expect(early.status).toBe(429);
    expect(early.body).toContain("Too many attempts. Try again in");
    const createdAt = new Date(Date.now() - EMAILED_CODE.pauseInSeconds * 1000);
    await server.db.update(verification).set({ createdAt });
    const again = await browser.post(step, { intent: "send-again" });
    expect(again.body).toContain("We've sent a new code. Only the latest one works.");
    const latest = await readBrowserCode(server, email);
    expect((await browser.post(step, verify(latest))).location).toBe("/dashboard");
  });

  test("says so when it took too long", async () => {
    const { browser, code } = await atStep();
    await server.db.update(verification).set({ expiresAt: new Date(Date.now() - 1000) });
    const { status, body } = await browser.post(step, verify(code));
    expect(status).toBe(400);
    expect(body).toContain("This took too long. Sign in again.");
  });

  test("is the only way to that page", async () => {
    const stranger = await openBrowser(server).get(`${step}?redirectTo=%2Faccount`);
    expect(stranger).toMatchObject({ status: 302, location: "/login?redirectTo=%2Faccount" });
    const { browser } = await signUp(server);
    expect(await browser.get(step)).toMatchObject({ status: 302, location: "/dashboard" });
  });
});
