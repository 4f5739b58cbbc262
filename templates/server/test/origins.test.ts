import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { previewAt, previewOrigins } from "~/env/addresses";
import { clientAddress, isProxy, proxies as list } from "~/http/client-address";
import { safeRedirect } from "~/safe-redirect";
import { openBrowser } from "./support/browser";
import { ask, refusal, type Server, startServer } from "./support/server";

const nobody = list.parse("");
const proxies = list.parse("10.0.0.0/8, 2001:db8::/32, 203.0.113.7, loopback");

describe("the address of the client", () => {
  test.each([
    ["is the socket's if there are no proxies", "198.51.100.1", "6.6.6.6", nobody, "198.51.100.1"],
    ["isn't what a stranger claims", "198.51.100.1", "6.6.6.6", proxies, "198.51.100.1"],
    ["is what a declared proxy says", "10.1.1.1", "198.51.100.1", proxies, "198.51.100.1"],
    [
      "is the last address that a proxy adds",
      "10.1.1.1",
      "6.6.6.6, 198.51.100.1",
      proxies,
      "198.51.100.1",
    ],
    [
      "is found through several proxies",
      "127.0.0.1",
      "6.6.6.6, 198.51.100.1, 203.0.113.7, 10.9.9.9",
      proxies,
      "198.51.100.1",
    ],
    ["is found over IPv6", "2001:db8::1", "2001:4860::8888", proxies, "2001:4860::8888"],
    ["can be IPv4 in IPv6", "::ffff:10.1.1.1", "::ffff:198.51.100.1", proxies, "198.51.100.1"],
    ["can come with a port", "10.1.1.1", "[2001:4860::8888]:443", proxies, "2001:4860::8888"],
    ["can be IPv4 with a port", "10.1.1.1", "198.51.100.1:1234", proxies, "198.51.100.1"],
    [
      "isn't looked for beyond an invalid entry",
      "10.1.1.1",
      "198.51.100.1, <script>",
      proxies,
      "10.1.1.1",
    ],
    ["is the proxy's if there's no list", "10.1.1.1", null, proxies, "10.1.1.1"],
    [
      "is the first proxy's if there are only proxies",
      "127.0.0.1",
      "10.2.2.2",
      proxies,
      "10.2.2.2",
    ],
  ])("%s", (_, socket, header, trusted, expected) => {
    expect(clientAddress(socket, header, trusted)).toBe(expected);
  });

  test.each([
    ["loopback", ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"]],
    ["private", ["10.1.1.1", "172.31.0.1", "192.168.1.1", "fd12::1", "fdaa:0:1::3"]],
    // Railway, Tailscale; then addresses of a network that gives out none.
    ["private", ["100.64.0.1", "100.127.255.254", "169.254.1.1", "fe80::1%eth0"]],
    ["::ffff:10.0.0.0/104", ["10.200.0.1", "::ffff:10.200.0.1"]],
    ["10.0.0.0/8", ["::ffff:10.1.1.1", "::ffff:a01:101"]],
    ["2400:cb00::/32", ["2400:cb00::1"]],
  ])("%s includes %j", (written, addresses) => {
    const trusted = list.parse(written);
    for (const address of addresses) {
      expect([address, isProxy(address, trusted)]).toEqual([address, true]);
      expect(clientAddress(address, "198.51.100.1", trusted)).toBe("198.51.100.1");
    }
    for (const address of [
      "8.8.8.8",
      "100.128.0.1",
      "172.32.0.1",
      "2001:db8::1",
      "::ffff:8.8.8.8",
    ]) {
      expect([address, isProxy(address, trusted)]).toEqual([address, false]);
    }
  });

  test.each(["::ffff:10.0.0.0/64", "example.com", "10.0.0.0/8/9", "10.0.0.0/", "10.0.0.0/99", "*"])(
    "%s isn't a proxy",
    (written) => {
      expect(list.safeParse(written).success).toBe(false);
    },
  );
});

const exact = "https://staging.example.com";
const pattern = "https://my-app-*-my-team.vercel.app";
const preview = "https://my-app-git-branch-my-team.vercel.app";

describe("PREVIEW_ORIGINS", () => {
  test.each([
    exact,
    "https://example.com:8443",
    pattern,
    "https://*.example.com",
    "https://pr-*.a.dev",
  ])("accepts %s", (entry) => expect(previewOrigins.parse(` ${entry} ,`)).toEqual([entry]));

  test.each([
    "*",
    "https://*",
    "https://*.com",
    "https://*.*.com",
    "https://my-*-app-*.example.com",
    "https://app.*.example.com",
    "https://example.*",
    "http://staging.example.com",
    "https://staging.example.com/",
    "https://STAGING.example.com",
    "https://my-app-*.example.com:8443",
    "staging.example.com",
    "https://user@staging.example.com",
  ])("refuses %s, and says what to write", (entry) => {
    const { error } = previewOrigins.safeParse(entry);
    expect(error?.issues[0]?.message).toContain(`contains "${entry}". Write the whole address`);
  });

  test.each([
    ["staging.example.com", exact],
    ["STAGING.example.com:443", exact],
    ["my-app-x-my-team.vercel.app", "https://my-app-x-my-team.vercel.app"],
    ["my-app-git-branch-my-team.vercel.app", preview],
  ])("includes %s", (host, origin) => {
    expect(previewAt(host, [exact, pattern])).toBe(origin);
  });

  test.each([
    "",
    "example.com",
    "staging.example.com.evil.example",
    "evil-staging.example.com",
    "staging.example.com:8443",
    "staging.example.com.",
    "evil.my-app-x-my-team.vercel.app",
    "evil-my-app-x-my-team.vercel.app",
    "my-app-x.evil-my-team.vercel.app",
    "my-app-x.y-my-team.vercel.app",
    "my-app-x-my-team.vercel.app.evil.example",
    "my-app-x-my-team.vercel.app:8443",
    "my-app-x-my-team.vercel.app.",
    "my-app--my-team.vercel.app",
    "my-app-my-team.vercel.app",
    "my-app-x_y-my-team.vercel.app",
    "my-app-é-my-team.vercel.app",
    "my-app-x-my-team.vercel.app@evil.example",
    "evil.example@my-app-x-my-team.vercel.app",
    "my-app-x-my-team.vercel.app/path",
    "my-app-x-my-team.vercel.app?",
    "my-app-x-my-team.vercel.app#",
    "my-app-x%2ey-my-team.vercel.app",
  ])("doesn't include %j", (host) => {
    expect(previewAt(host, [exact, pattern])).toBeUndefined();
  });
});

describe("a server with previews", () => {
  const own = "https://app.localhost";
  let server: Server;

  beforeAll(async () => {
    server = await startServer({
      NODE_ENV: "production",
      BETTER_AUTH_URL: own,
      PREVIEW_ORIGINS: `${exact},${pattern}`,
    });
  });
  afterAll(() => server.remove());

  function send(host: string, origin: string, more: Record<string, string> = {}) {
    const headers = { Host: host, Origin: origin, "Content-Type": "application/json", ...more };
    return ask(`${server.address}/api/auth/sign-out`, headers, "POST", "{}");
  }

  test.each([own, exact, preview])("responds to pages at %s", async (origin) => {
    const { host } = new URL(origin);
    expect((await send(host, origin, { Cookie: "any=thing" })).status).toBe(200);
    for (const path of ["/", "/login", "/api/auth/get-session"]) {
      const { status, headers } = await ask(server.address + path, { Host: host });
      expect([path, status]).toEqual([path, 200]);
      expect(headers["strict-transport-security"]).toContain("max-age");
    }
  });

  test("lets no origin act for another", async () => {
    const origins = [own, exact, preview];
    for (const origin of origins) {
      for (const other of origins.filter((one) => one !== origin)) {
        expect((await send(new URL(origin).host, other)).status).toBe(403);
      }
    }
  });

  test("treats any other host as its own address", async () => {
    for (const host of ["my-app-x-my-team.vercel.app.evil.example", "evil.example"]) {
      expect((await send(host, `https://${host}`)).status).toBe(403);
      expect((await send(host, own)).status).toBe(200);
    }
  });

  test("takes a forwarded host only from its proxies", async () => {
    const forwarded = { "X-Forwarded-Host": "staging.example.com" };
    expect((await send("10.0.0.1:3000", exact, forwarded)).status).toBe(403);
  });
});

describe("preview origins", () => {
  test("a declared proxy says which host was requested", async () => {
    const server = await startServer({
      NODE_ENV: "production",
      BETTER_AUTH_URL: "https://app.localhost",
      PREVIEW_ORIGINS: exact,
      TRUSTED_PROXIES: "loopback",
    });
    const { status } = await openBrowser(server).call(
      "/sign-out",
      {},
      {
        Origin: exact,
        "X-Forwarded-Host": "staging.example.com",
      },
    );
    expect(status).toBe(200);
    await server.remove();
  });

  test("the server refuses to start with a pattern that anyone's host can match", async () => {
    const { code, text } = await refusal({ PREVIEW_ORIGINS: "https://*.com" });
    expect(code).toBe(1);
    expect(text).toContain('PREVIEW_ORIGINS contains "https://*.com". Write the whole address');
  });
});

describe("safe redirect", () => {
  test.each(["/", "/dashboard", "/dashboard?tab=2#top", "/a/b", "/search?q=https://example.com"])(
    "%s is a page of this app",
    (path) => expect(safeRedirect(path)).toBe(path),
  );

  test.each([
    "",
    "dashboard",
    "//evil.example",
    "/\\evil.example",
    "///evil.example",
    "/\n/evil.example",
    "/\t/evil.example",
    "/.//evil.example",
    "/a/..//evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    " /dashboard",
    null,
    undefined,
    42,
    ["/dashboard"],
  ])("%j isn't a page of this app", (to) => expect(safeRedirect(to)).toBeUndefined());
});
