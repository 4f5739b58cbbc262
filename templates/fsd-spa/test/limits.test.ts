// @feature email-code
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rateLimit } from "~/db/schema";
import { clientLimits } from "~/services/hardening/client-limits";
import { openBrowser } from "./support/browser";
import { type Server, startServer } from "./support/server";
import { newEmail, sendCode } from "./support/sign-in";

const { max } = clientLimits["/email-otp/send-verification-otp"];

const results = (answers: { status: number }[]) =>
  answers.map(({ status }) => (status < 400 ? "sent" : status));

describe("reached directly", () => {
  let server: Server;

  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.remove());

  test("as many codes a minute are sent as the limit says, whatever a client says its address is", async () => {
    const answers = [];
    for (let number = 1; number <= max + 1; number++) {
      const claims = {
        "X-Forwarded-For": `198.51.100.${number}`,
        "X-Client-IP": `198.51.100.${number}`,
        "X-Real-IP": `198.51.100.${number}`,
        Forwarded: `for=198.51.100.${number}`,
      };
      answers.push(await sendCode(openBrowser(server), newEmail(), claims));
    }
    expect(results(answers)).toEqual([...Array(max).fill("sent"), 429]);
    expect(Number(answers[max]?.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  test("the limit outlives a restart, and holds for the endpoint, too", async () => {
    await server.stop();
    server = await startServer({}, server.database);
    // However long that took, the minute of the last request is not over.
    await server.db.update(rateLimit).set({ lastRequest: Date.now() });
    const body = { email: newEmail(), type: "sign-in" };
    const answer = await openBrowser(server).call("/email-otp/send-verification-otp", body);
    expect(answer.status).toBe(429);
    expect(answer.headers.has("retry-after")).toBe(true);
  });
});

describe("behind a declared proxy", () => {
  let server: Server;

  beforeAll(async () => {
    server = await startServer({ TRUSTED_PROXIES: "loopback,172.16.0.9" });
  });
  afterAll(() => server.remove());

  test("ten people do not get in each other's way", async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => sendCode(openBrowser(server), newEmail())),
    );
    expect(results(answers)).toEqual(Array(10).fill("sent"));
  });

  test("what a client adds in front of the list changes nothing", async () => {
    const answers = [];
    for (let number = 1; number <= max + 1; number++) {
      const list = `198.51.100.${number}, 203.0.113.7, 172.16.0.9`;
      const headers = { "X-Forwarded-For": list };
      answers.push(await sendCode(openBrowser(server), newEmail(), headers));
    }
    expect(results(answers)).toEqual([...Array(max).fill("sent"), 429]);
  });
});
