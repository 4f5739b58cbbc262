import { afterAll, beforeAll, expect, test } from "vitest";
import { firstLine, openEndpoints, type Server, startServer } from "./support/server";
import { signIn } from "./support/sign-in";

const REQUESTS = 10_000;
const AT_ONCE = 24;

const pages = [
  "/",
  "/login",
  "/login/2fa",
  "/login/new-browser",
  "/register",
  "/confirm-email",
  "/forgot-password",
  "/reset-password",
  "/dashboard",
  "/account",
  "/account/data",
  "/account-deleted",
  "/sign-out",
  "/nothing",
];
const targets = [
  ...pages,
  ...pages.map((page) => `${page}.data`),
  ...[...openEndpoints].map((path) => `/api/auth${path}`),
  "/_root.data",
  "/__manifest",
  "/healthz",
  "/favicon.svg",
  "/assets/nothing.js",
  "/dev/mailbox",
  "/dev/mailbox.json",
  "/dev/users",
  "/dev/users/sign-in",
  "/api/auth/",
  "/api/auth/error",
  "/api/auth/callback/github",
  "/api/me",
  "/api/account",
  "/api/account/data",
  "/api/account/sessions",
  "/api/sign-in-step",
  "/api/new-browser-step",
  "/api/token/refresh",
];
const methods = ["GET", "GET", "GET", "POST", "POST", "POST", "POST", "HEAD", "OPTIONS", "PUT"];
const rareMethods = ["PATCH", "DELETE", "TRACE", "QUERY", "PROPFIND", "PURGE", "SEARCH", "LINK"];
const tails = [
  "",
  "",
  "",
  "/",
  "//",
  "/..",
  "/%00",
  "/%E0%A4%A",
  "/%2e%2e%2f",
  "%",
  "/é",
  ";x",
  "/*",
];
const queries = [
  "",
  "",
  "?redirectTo=/dashboard",
  "?redirectTo=//evil.example",
  "?redirectTo=%E0%A4%A",
  "?_routes=routes/dashboard",
  "?_routes=__proto__",
  "?token=eyJhbGciOiJub25lIn0.e30.&token=2",
  "?index",
  "?recovery&recovery=1",
  "?p=/login&p=/account&version=1",
  "?%00=%ff&constructor=1&__proto__=2",
  "?callbackURL=https://evil.example",
];
const fields = [
  "email",
  "password",
  "newPassword",
  "currentPassword",
  "confirmPassword",
  "otp",
  "code",
  "token",
  "refreshToken",
  "type",
  "name",
  "image",
  "intent",
  "uri",
  "recoveryCode",
  "id",
  "response",
  "way",
  "proof",
  "confirmBy",
  "confirmWay",
  "confirmProof",
  "method",
  "trustDevice",
  "callbackURL",
  "redirectTo",
  "rememberMe",
  "__proto__",
  "toString",
];
const texts = [
  "",
  "person@example.com",
  "PERSON@EXAMPLE.COM",
  "a@b",
  "sign-in",
  "send-code",
  "send-again",
  "verify-code",
  "change-email",
  "register",
  "turn-on",
  "turn-off",
  "confirm-app",
  "change-password",
  "passkey",
  "add-passkey",
  "rename-passkey",
  "remove-passkey",
  "app-code",
  "recovery-code",
  "totp",
  "123456",
  "a long sentence for a password",
  "https://evil.example\n\u001b[31m",
  "//evil.example",
  "/dashboard",
  "\u0000\u202e\ud800",
  "otpauth://totp/x?secret=AAAA",
  '{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"e30"}}',
  "%E0%A4%A",
  "x".repeat(5_000),
];
const values: unknown[] = [
  null,
  true,
  -1,
  1e308,
  {},
  [],
  { toString: 1 },
  { valueOf: {} },
  [[[]]],
  ["a@b.c"],
];
const types = [
  "application/json",
  "application/json; charset=utf-8",
  "application/x-www-form-urlencoded",
  "application/x-www-form-urlencoded",
  "multipart/form-data",
  "multipart/form-data; boundary=x",
  "text/plain",
  "text/x-script",
  "application/vnd.api+json",
  "nonsense",
  "; ;",
  "",
];
const oddHeaders = [
  "Accept: text/x-component",
  "Accept-Encoding: gzip;q=zero",
  "Authorization: Bearer e30.e30.e30",
  "Authorization: Basic =",
  "Expect: 100-continue",
  "If-Modified-Since: yesterday",
  "If-None-Match: *",
  "Range: bytes=9-1",
  "Sec-Fetch-Site: cross-site",
  "Sec-Fetch-Mode: navigate",
  "Sign-In-State: e30.e30.e30",
  "Upgrade: websocket",
  "X-Forwarded-Host: evil.example, ",
  "X-Forwarded-Proto: gopher",
  "X-React-Router: yes",
  "Content-Type: text/html",
  "Origin: null",
  "Cookie: =; a; ;;=b; __proto__=1",
  "User-Agent: \u001b[2J\u0007",
  `Accept-Language: ${"x".repeat(3_000)}`,
];

let server: Server;
let cookies: string[];

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
  const { responses } = await signIn(server);
  cookies = responses
    .flatMap((response) => response.cookies)
    .map((cookie) => cookie.split(";")[0] ?? "");
});
afterAll(() => server.remove());

test(
  "10,000 random requests cause no 5xx, and the log gets nothing but plain lines",
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

/**
 * Makes requests, right and wrong ones, the same for the same seed. `cookies` are some that the
 * server has set: their values turn up under each other's names.
 */
function randomRequest(seed: number, host: string, cookies: string[]) {
  const random = randomNumbers(seed);
  const chance = (share: number) => random() < share;
  const below = (end: number) => Math.floor(random() * end);
  const pick = <T>(list: readonly T[]) => list[below(list.length)] as T;
  const some = <T>(most: number, make: () => T) => Array.from({ length: below(most + 1) }, make);

  function target() {
    const path =
      pick(targets) + (chance(0.2) ? pick(tails) : "") + (chance(0.4) ? pick(queries) : "");
    if (chance(0.96)) return path;
    return pick([
      `http://${host}${path}`,
      `http://user:password@${host}${path}`,
      `https://evil.example${path}`,
      `http://[${path}`,
      "*",
      path.slice(1) || "x",
      `/${"x".repeat(4_000)}`,
    ]);
  }

  function cookie() {
    const pairs = some(3, () => {
      const [name = "", value = ""] = pick(cookies.length > 0 ? cookies : ["a=b"]).split(/=(.*)/s);
      if (chance(0.5)) return `${name}=${value}`;
      const other = pick(cookies.length > 0 ? cookies : ["a=b"]).split("=")[0] ?? "";
      return `${chance(0.7) ? other : name}=${chance(0.7) ? value : pick(["", "%", "{}", `${value}x`])}`;
    });
    return pairs.length > 0 ? [`Cookie: ${pairs.join(pick(["; ", ";", ","]))}`] : [];
  }

  function body(type: string) {
    if (chance(0.1)) return Buffer.from(some(200, () => below(256)));
    const entries = some(5, () => [pick(fields), pick(texts)] as const);
    if (type.includes("json")) return Buffer.from(json(entries));
    if (!type.startsWith("multipart"))
      return Buffer.from(`${new URLSearchParams(entries.map((one) => [...one]))}`);
    const parts = entries.map(
      ([name, value]) =>
        `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    return Buffer.from(parts.join("") + (chance(0.7) ? "--x--\r\n" : ""));
  }

  function json(entries: (readonly [string, string])[]) {
    const object = entries.map(([name, value]) => {
      const written = JSON.stringify(chance(0.6) ? value : pick(values));
      return `${JSON.stringify(name)}:${written}`;
    });
    const text = chance(0.9) ? `{${object.join(",")}}` : JSON.stringify(pick(values));
    return chance(0.95) ? text : text.slice(0, -1);
  }

  return () => {
    const method = chance(0.94) ? pick(methods) : pick(rareMethods);
    const type = pick(types);
    const hasBody = !["GET", "HEAD"].includes(method) || chance(0.02);
    const content = hasBody ? body(type) : Buffer.alloc(0);
    const lines = [
      `${method} ${target()} HTTP/1.1`,
      `Host: ${chance(0.97) ? host : pick(["evil.example", "", "localhost:99999", "a@b", "[::"])}`,
      "Connection: close",
      // Behind every limit that is counted by the address.
      `X-Forwarded-For: ${chance(0.97) ? `10.${1 + below(254)}.${below(256)}.${below(256)}` : pick(["", "x", ",,", "::"])}`,
      ...(chance(0.9)
        ? [`Origin: http://${host}`]
        : [`Origin: ${pick(["http://evil.example", "null", ""])}`]),
      ...cookie(),
      ...(hasBody && chance(0.95) ? [`Content-Type: ${type}`] : []),
      ...(hasBody && chance(0.97) ? [`Content-Length: ${content.length}`] : []),
      ...(chance(0.2) ? [pick(oddHeaders)] : []),
    ];
    return Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "utf8"), content]);
  };
}

/** Numbers from 0 to 1 (mulberry32). */
function randomNumbers(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
