// @feature email-code|password
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "./support/browser";
import { makeCertificate } from "./support/certificate";
import { askForEmail, secretIn, secretInMailbox } from "./support/secret-email";
import { playResend } from "./support/sent-email";
import { type Server, spawnServer, startServer, until } from "./support/server";

const production = {
  NODE_ENV: "production",
  BETTER_AUTH_URL: "https://app.example.com",
  TRUSTED_PROXIES: "loopback",
};

const api = await playResend();

/** Has an email sent as a person does. */
async function ask(app: Server, email: string) {
  const { status } = await askForEmail(openBrowser(app), email);
  expect(status, "the response says nothing about the provider").toBe(200);
}

function requestsFor(email: string) {
  return api.requests.filter(({ body }) => body.to === email);
}

async function firstRequestFor(email: string) {
  return until(() => requestsFor(email)[0]);
}

/** The line that the log has about the email to this host. */
async function logged(app: Server, host: string) {
  const line = new RegExp(`^Email not sent.*at ${host}:.*$`, "m");
  return until(() => line.exec(app.log.text)?.[0]);
}

// All at once: most of the time goes by in pauses and in waiting for who plays dead.
describe.concurrent("email by Resend", () => {
  describe("Resend", () => {
    let app: Server;

    beforeAll(async () => {
      app = await startServer({ ...production, ...api.settings });
    });
    afterAll(async () => {
      // Without mercy: it would wait for a response that never comes.
      app.child.kill("SIGKILL");
      await app.remove();
    });

    test("gets the request that its documentation describes", async () => {
      const email = "person@well.example.com";
      await ask(app, email);
      const { method, path, headers, body } = await firstRequestFor(email);
      expect(`${method} ${path}`).toBe("POST /emails");
      expect(headers.authorization).toBe(api.settings.RESEND_API_KEY.replace(/^/, "Bearer "));
      expect(headers["idempotency-key"]).toMatch(/^[0-9a-f-]{36}$/);
      expect(Object.keys(body).sort()).toEqual(["from", "html", "subject", "text", "to"]);
      expect(body).toMatchObject({ from: "Test <test@example.com>", to: email });
      const secret = secretIn(String(body.text)) ?? "none";
      expect(body.html).toContain(secret);
      expect(body.subject).not.toContain(secret);
      expect(app.log.text).not.toContain(secret);
    });

    test.each([
      ["invalid", /422 validation_error: Invalid `from` field/],
      ["quota", /429 daily_quota_exceeded/],
    ])("isn't called again after it refuses for good (%s)", async (host, reason) => {
      await ask(app, `person@${host}.example.com`);
      const line = await logged(app, `${host}.example.com`);
      expect(line).toContain("first attempt");
      expect(line).toMatch(reason);
      expect(requestsFor(`person@${host}.example.com`)).toHaveLength(1);
    });

    test.each([
      ["hurried", /429 rate_limit_exceeded/],
      ["broken", /500 internal_server_error/],
    ])("is called three times when it's in trouble (%s)", async (host, reason) => {
      await ask(app, `person@${host}.example.com`);
      const line = await logged(app, `${host}.example.com`);
      expect(line).toContain("3 attempts");
      expect(line).toMatch(reason);
      const keys = requestsFor(`person@${host}.example.com`).map(
        (r) => r.headers["idempotency-key"],
      );
      expect(keys).toHaveLength(3);
      expect(new Set(keys).size).toBe(1);
    });

    test("doesn't get a secret into the log by quoting what it refuses", async () => {
      const email = "person@quote.example.com";
      await ask(app, email);
      expect(await logged(app, "quote.example.com")).toContain("[removed]");
      const secret = secretIn(String(requestsFor(email)[0]?.body.text));
      expect(secret).toBeDefined();
      expect(app.log.text).not.toContain(secret);
    });

    test("keeps no one waiting when it hangs, and is called again after ten seconds", async () => {
      const email = "person@hanging.example.com";
      await ask(app, email);
      // The person has a response before the app has given up the first attempt.
      expect(requestsFor(email).length).toBeLessThan(2);
      await until(() => requestsFor(email).length > 1);
    });
  });

  describe("with", () => {
    test("a wrong key, the reason is logged, but not the key", async () => {
      const RESEND_API_KEY = "re_another_key";
      const app = await startServer({ ...production, ...api.settings, RESEND_API_KEY });
      await ask(app, "person@key.example.com");
      expect(await logged(app, "key.example.com")).toMatch(/first attempt.*401 invalid_api_key/);
      expect(app.log.text).not.toContain(RESEND_API_KEY);
      await app.remove();
    });

    test("a certificate that no authority vouches for, nothing is sent", async () => {
      const { file } = makeCertificate("api.resend.com");
      const settings = { ...production, ...api.settings, NODE_EXTRA_CA_CERTS: file };
      const app = await startServer(settings);
      await ask(app, "person@stranger.example.com");
      expect(await logged(app, "stranger.example.com")).toMatch(/3 attempts.*no response/);
      expect(requestsFor("person@stranger.example.com")).toEqual([]);
      await app.remove();
    });

    test("no key, production doesn't start and says everything that's missing", async () => {
      const settings = { NODE_ENV: "production", RESEND_API_KEY: "", EMAIL_FROM: "" };
      const { child, log } = spawnServer(settings);
      const [exitCode] = await once(child, "close");
      expect(exitCode).toBe(1);
      expect(log.text).toMatch(/^ {2}RESEND_API_KEY is missing/m);
      expect(log.text).toMatch(/^ {2}EMAIL_FROM is missing/m);
    });

    test("no key, development says so once and uses the mailbox", async () => {
      const app = await startServer({ RESEND_API_KEY: "", TRUSTED_PROXIES: "loopback" });
      for (const email of ["one@example.com", "two@example.com"]) {
        await ask(app, email);
        expect(await secretInMailbox(openBrowser(app), email)).toBeDefined();
      }
      expect(app.log.text.match(/RESEND_API_KEY isn't set/g)).toHaveLength(1);
      await app.remove();
    });
  });
});
