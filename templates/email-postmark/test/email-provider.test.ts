// @feature email-code|password
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "./support/browser";
import { makeCertificate } from "./support/certificate";
import { askForEmail, secretIn, secretInMailbox } from "./support/secret-email";
import { playPostmark } from "./support/sent-email";
import { type Server, spawnServer, startServer, until } from "./support/server";

const production = {
  NODE_ENV: "production",
  BETTER_AUTH_URL: "https://app.example.com",
  TRUSTED_PROXIES: "loopback",
};

const api = await playPostmark();

/** Has an email sent as a person does. */
async function ask(app: Server, email: string) {
  const { status } = await askForEmail(openBrowser(app), email);
  expect(status, "the response says nothing about the provider").toBe(200);
}

function requestsFor(email: string) {
  return api.requests.filter(({ body }) => body.To === email);
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
describe.concurrent("email by Postmark", () => {
  describe("Postmark", () => {
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
      expect(`${method} ${path}`).toBe("POST /email");
      expect(headers["x-postmark-server-token"]).toBe(api.settings.POSTMARK_SERVER_TOKEN);
      const fields = ["From", "HtmlBody", "MessageStream", "Subject", "TextBody", "To"];
      expect(Object.keys(body).sort()).toEqual(fields);
      const envelope = { From: "Test <test@example.com>", To: email, MessageStream: "outbound" };
      expect(body).toMatchObject(envelope);
      const secret = secretIn(String(body.TextBody)) ?? "none";
      expect(body.HtmlBody).toContain(secret);
      expect(body.Subject).not.toContain(secret);
      expect(app.log.text).not.toContain(secret);
    });

    test.each([
      ["invalid", /422 \(error code 300\): Invalid 'From' address/],
      ["inactive", /422 \(error code 406\)/],
    ])("isn't called again after it refuses for good (%s)", async (host, reason) => {
      await ask(app, `person@${host}.example.com`);
      const line = await logged(app, `${host}.example.com`);
      expect(line).toContain("first attempt");
      expect(line).toMatch(reason);
      expect(requestsFor(`person@${host}.example.com`)).toHaveLength(1);
    });

    test.each([
      ["hurried", /Rate limit exceeded/],
      ["broken", /Internal server error/],
    ])("is called three times when it's in trouble (%s)", async (host, reason) => {
      await ask(app, `person@${host}.example.com`);
      const line = await logged(app, `${host}.example.com`);
      expect(line).toContain("3 attempts");
      expect(line).toMatch(reason);
      expect(requestsFor(`person@${host}.example.com`)).toHaveLength(3);
    });

    test("doesn't get a secret into the log by quoting what it refuses", async () => {
      const email = "person@quote.example.com";
      await ask(app, email);
      expect(await logged(app, "quote.example.com")).toContain("[removed]");
      const secret = secretIn(String(requestsFor(email)[0]?.body.TextBody));
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
    test("a wrong token, the reason is logged, but not the token", async () => {
      const POSTMARK_SERVER_TOKEN = "11111111-1111-4111-8111-111111111111";
      const app = await startServer({ ...production, ...api.settings, POSTMARK_SERVER_TOKEN });
      await ask(app, "person@key.example.com");
      expect(await logged(app, "key.example.com")).toMatch(/first attempt.*401 \(error code 10\)/);
      expect(app.log.text).not.toContain(POSTMARK_SERVER_TOKEN);
      await app.remove();
    });

    test("a certificate that no authority vouches for, nothing is sent", async () => {
      const { file } = makeCertificate("api.postmarkapp.com");
      const settings = { ...production, ...api.settings, NODE_EXTRA_CA_CERTS: file };
      const app = await startServer(settings);
      await ask(app, "person@stranger.example.com");
      expect(await logged(app, "stranger.example.com")).toMatch(/3 attempts.*fetch failed/);
      expect(requestsFor("person@stranger.example.com")).toEqual([]);
      await app.remove();
    });

    test("no token, production doesn't start and says everything that's missing", async () => {
      const settings = { NODE_ENV: "production", POSTMARK_SERVER_TOKEN: "", EMAIL_FROM: "" };
      const { child, log } = spawnServer(settings);
      const [exitCode] = await once(child, "close");
      expect(exitCode).toBe(1);
      expect(log.text).toMatch(/^ {2}POSTMARK_SERVER_TOKEN is missing/m);
      expect(log.text).toMatch(/^ {2}EMAIL_FROM is missing/m);
    });

    test("no token, development says so once and uses the mailbox", async () => {
      const app = await startServer({ POSTMARK_SERVER_TOKEN: "", TRUSTED_PROXIES: "loopback" });
      for (const email of ["one@example.com", "two@example.com"]) {
        await ask(app, email);
        expect(await secretInMailbox(openBrowser(app), email)).toBeDefined();
      }
      expect(app.log.text.match(/POSTMARK_SERVER_TOKEN isn't set/g)).toHaveLength(1);
      await app.remove();
    });
  });
});
