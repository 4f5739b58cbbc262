import { afterAll, beforeAll, expect, test } from "vitest";
import { firstLine } from "./support/first-line";
import { randomRequest } from "./support/random-request";
import { type Server, startServer } from "./support/server";
import { signIn } from "./support/sign-in";

const REQUESTS = 10_000;
const AT_ONCE = 24;

let server: Server;
let cookies: string[];

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
  const { answers } = await signIn(server);
  cookies = answers.flatMap((answer) => answer.cookies).map((cookie) => cookie.split(";")[0] ?? "");
});
afterAll(() => server.remove());

test(
  "10,000 random requests give no 5xx, and write nothing but plain lines into the log",
  async () => {
    // Set SEED to the number that a failure prints, to get the same requests again.
    const seed = Number(process.env.SEED || Date.now() % 1_000_000);
    const { host, hostname, port } = new URL(server.address);
    const next = randomRequest(seed, host, cookies);
    const failures: { seed: number; status: string; request: string }[] = [];
    const statuses = new Map<string, number>();
    let sent = 0;

    async function keepSending() {
      while (sent < REQUESTS && failures.length < 20) {
        sent += 1;
        const bytes = next();
        const status = await firstLine(Number(port), hostname, bytes);
        const code = status.split(" ")[1] ?? "none";
        statuses.set(code, (statuses.get(code) ?? 0) + 1);
        if (/^HTTP\/1\.1 5/.test(status)) {
          failures.push({ seed, status, request: bytes.subarray(0, 1500).toString("latin1") });
        }
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, keepSending));

    expect(failures).toEqual([]);
    // They reached what they are meant for, and were not all turned away at the door.
    for (const code of ["200", "400", "403", "404", "405"]) {
      expect([code, statuses.get(code) ?? 0]).not.toEqual([code, 0]);
    }
    expect((await fetch(`${server.address}/healthz`)).status).toBe(200);
    expect(server.log.text.replaceAll("\n", "")).not.toMatch(/(?!\p{Zs})[\p{Cc}\p{Cf}]/u);
    expect(server.log.text).not.toMatch(/failed|SERVER_ERROR|^ {4}at /m);
    const lines = server.log.text.split("\n").map((line) => line.length);
    expect(Math.max(...lines)).toBeLessThan(20_000);
  },
  10 * 60_000,
);
