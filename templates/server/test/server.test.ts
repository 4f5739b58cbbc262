import { once } from "node:events";
import { readdirSync } from "node:fs";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { session } from "~/db/schema";
import { KNOW_BROWSER } from "~/services/rules";
import { membersOnly, signOut } from "./support/app";
import { openBrowser } from "./support/browser";
import {
  ask,
  firstLine,
  openEndpoints,
  type Server,
  sendTooMuch,
  startServer,
  until,
} from "./support/server";
import { signIn } from "./support/sign-in";

let server: Server;

beforeAll(async () => {
  server = await startServer({ TRUSTED_PROXIES: "loopback" });
});
afterAll(() => server.remove());

/** Those that take what is sent to them. What providers send people back to is a page. */
const endpoints = [...openEndpoints].filter(
  (path) =>
    !["/get-session", "/sign-out", KNOW_BROWSER].includes(path) && !path.startsWith("/callback/"),
);

describe.each(endpoints)("%s", (path) => {
  const fields = ["email", "password", "newPassword", "currentPassword", "otp", "code", "token"];

  test.each<[string, unknown]>([
    ["an object that breaks when read as text", { toString: 1 }],
    ["a number", 7],
    ["a list", ["person@example.com"]],
    ["a text as long as a book", "a@example.com".padStart(900_000, "a")],
  ])("refuses a field that is %s", async (_, value) => {
    for (const field of fields) {
      const body = { type: "sign-in", email: "person@example.com", [field]: value };
      const response = await openBrowser(server).call(path, body);
      expect([field, response.status]).toEqual([field, 400]);
    }
  });

  test.each([null, 7, "text", [], [{ email: "person@example.com" }]])(
    "refuses the body %j",
    async (body) => {
      const { status } = await openBrowser(server).call(path, body);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    },
  );
});

describe("malformed requests", () => {
  const host = () => new URL(server.address).host;

  test.each(["TRACE", "QUERY", "PROPFIND"])("%s is a 405", async (method) => {
    const { status, headers } = await ask(`${server.address}/login`, {}, method);
    expect(status).toBe(405);
    expect(headers.allow).toContain("POST");
  });

  test.each([
    ["an address with a password in it", () => `http://user:password@${host()}/login`],
    ["half of an escaped character", () => "/login/%E0%A4%A"],
    ["a lone percent sign", () => "/%"],
  ])("%s is a 400", async (_, target) => {
    const { hostname, port } = new URL(server.address);
    const bytes = Buffer.from(
      `GET ${target()} HTTP/1.1\r\nHost: ${host()}\r\nConnection: close\r\n\r\n`,
    );
    expect(await firstLine(Number(port), hostname, bytes)).toBe("HTTP/1.1 400 Bad Request");
  });

  test("an address that includes the host is valid", async () => {
    const { hostname, port } = new URL(server.address);
    const bytes = Buffer.from(
      `GET http://${host()}/login HTTP/1.1\r\nHost: ${host()}\r\nConnection: close\r\n\r\n`,
    );
    expect(await firstLine(Number(port), hostname, bytes)).toBe("HTTP/1.1 200 OK");
  });

  test.each(["/login", "/register", "/confirm-email", "/forgot-password", "/reset-password"])(
    "%s refuses a body that isn't a form, and keeps working",
    async (path) => {
      for (const type of ["text/plain", "multipart/form-data", "application/json", ""]) {
        const headers = { Origin: server.origin, ...(type && { "Content-Type": type }) };
        const { status } = await ask(server.address + path, headers, "POST", "{");
        expect([type, Math.floor((status ?? 0) / 100)]).toEqual([type, 4]);
      }
    },
  );

  test("an empty origin counts as another site's", async () => {
    expect((await ask(`${server.address}/login`, { Origin: "" }, "POST", "")).status).toBe(403);
  });
});

describe("the log of malformed requests", () => {
  test("has one line for each refused request, no matter how it's written", async () => {
    const before = server.log.text.length;
    const hostile = "https://evil.example/\n[31mline\u0000\u001b[2J".padEnd(5_000, "x");
    for (const field of ["callbackURL", "redirectTo"]) {
      await openBrowser(server).call(endpoints[0] ?? "", {
        email: "person@example.com",
        type: "sign-in",
        [field]: hostile.slice(0, 1_500),
      });
    }
    await openBrowser(server).post("/nothing-takes-this", { intent: "x" });
    await openBrowser(server).post("/nothing-takes-this%0aline", { intent: "x" });
    const written = server.log.text.slice(before);
    expect(written).toContain("evil.example");
    expect(written.trimEnd().split("\n").length).toBeLessThanOrEqual(4);
    expect(written.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
  });
});

describe("headers", () => {
  test.each([
    "/",
    "/login",
    "/nothing-here",
    "/dev/mailbox",
    "/api/auth/get-session",
    "/favicon.svg",
  ])("restrict %s", async (path) => {
    const { headers } = await openBrowser(server).get(path);
    const policy = headers.get("content-security-policy");
    expect(policy).toContain("object-src 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("permissions-policy")).toContain("camera=()");
    expect(headers.has("x-powered-by")).toBe(false);
  });

  test.each(["/", "/login", "/nothing-here", "/dev/mailbox"])(
    "allow %s to run only its own scripts",
    async (path) => {
      const nonces = new Set<string>();
      for (let visit = 0; visit < 2; visit++) {
        const { headers, body } = await openBrowser(server).get(path);
        const [, nonce = ""] =
          /script-src [^;]*'nonce-([^']+)'/.exec(headers.get("content-security-policy") ?? "") ??
          [];
        nonces.add(nonce);
        const scripts = body.match(/<script\b[^>]*>/g) ?? [];
        expect(scripts.length).toBeGreaterThan(0);
        for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
        expect(body).not.toMatch(/\son\w+="/);
      }
      expect(nonces.size).toBe(2);
    },
  );
});

describe("bad requests", () => {
  test("malformed JSON is a 400", async () => {
    const { status } = await openBrowser(server).request("/api/auth/sign-out", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: '{"email":',
    });
    expect(status).toBe(400);
  });

  test("a huge body is a 413", async () => {
    const body = { text: "a".repeat(2 * 1024 * 1024) };
    const refused = await sendTooMuch(() => openBrowser(server).call("/sign-out", body));
    expect(refused.status).toBe(413);
  });

  test("an unknown page is a 404, with a page that says so", async () => {
    const { status, body } = await openBrowser(server).get("/nothing/here");
    expect(status).toBe(404);
    expect(body).toContain("<html");
    expect((await openBrowser(server).get("/assets/nothing.js")).status).toBe(404);
    expect((await openBrowser(server).get("/assets/../../../package.json")).status).toBe(404);
    expect((await openBrowser(server).get("/..%2f..%2fpackage.json")).status).toBe(404);
  });

  test("an unknown host name is refused during development", async () => {
    const status = await new Promise((resolve, reject) => {
      request(server.address, { headers: { Host: "evil.example" } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end();
    });
    expect(status).toBe(403);
  });
});

describe("files of the build", () => {
  test("with a hash in their names are cached forever", async () => {
    const [file] = readdirSync("build/client/assets").filter((name) => name.endsWith(".js"));
    const { status, headers } = await openBrowser(server).get(`/assets/${file}`);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toContain("javascript");
    expect(headers.get("cache-control")).toContain("immutable");
  });

  test("without one aren't", async () => {
    const { status, headers } = await openBrowser(server).get("/favicon.svg");
    expect(status).toBe(200);
    expect(headers.get("cache-control")).not.toContain("immutable");
  });
});

describe("when something breaks", () => {
  test("health says so, people get a 500 without details, the operator gets a log", async () => {
    const details = /_gone|no such table|does not exist|SqliteError|rate_limit|at .*\.js/;
    const broken = await startServer({ TRUSTED_PROXIES: "loopback" });
    const browser = await signIn(broken);
    const [row] = await broken.db.select().from(session);
    expect((await browser.get("/healthz")).status).toBe(200);

    await broken.database.execute("alter table session rename to session_gone");
    const { status, body } = await browser.get(membersOnly[0]);
    expect(status).toBe(500);
    expect(body).not.toMatch(details);
    expect(broken.log.text).toContain("session");

    await broken.database.execute("alter table rate_limit rename to rate_limit_gone");
    for (const response of [
      await signOut(openBrowser(broken)),
      await openBrowser(broken).call("/sign-out", {}),
    ]) {
      expect(response.status).toBe(500);
      expect(response.body).not.toMatch(details);
    }

    await broken.database.execute('alter table "user" rename to user_gone');
    const health = await browser.get("/healthz");
    expect(health.status).toBe(503);
    expect(health.body).not.toContain("user_gone");

    // Someone who reads the log must not be able to take over the session.
    expect(row?.token).toHaveLength(32);
    expect(broken.log.text).not.toContain(row?.token);
    await broken.remove();
  });
});

// On Windows, no signal reaches a process: it's ended at once.
describe.skipIf(process.platform === "win32")("shutting down (Windows has no signals)", () => {
  test("lets the running request finish, then closes the database", async () => {
    const closing = await startServer();
    const { port } = new URL(closing.address);
    const body = '{"nothing":"in particular"}';
    const headers = {
      Origin: closing.origin,
      "Content-Type": "application/json",
      "Content-Length": body.length,
      // The server's response to this shows that it has started on the request.
      Expect: "100-continue",
    };
    const path = "/api/auth/sign-out";
    const running = request({ port, host: "127.0.0.1", path, method: "POST", headers });
    const answered = once(running, "response");
    running.flushHeaders();
    await once(running, "continue");
    running.write(body.slice(0, 10));

    closing.child.kill("SIGTERM");
    await until(() =>
      fetch(closing.address).then(
        () => false,
        () => true,
      ),
    );
    running.end(body.slice(10));

    const [response] = await answered;
    expect(response.statusCode).toBe(200);
    response.resume();
    const [code] = await once(closing.child, "exit");
    expect(code).toBe(0);
    await closing.database.remove();
  });
});
