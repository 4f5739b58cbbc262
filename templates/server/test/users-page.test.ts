import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { session, user } from "~/db/schema";
import { isSignedIn } from "./support/app";
import { openBrowser } from "./support/browser";
import { addressInNetwork, ask, newEmail, type Server, startServer } from "./support/server";
import { signIn } from "./support/sign-in";

const asJson = { Accept: "application/json" };

describe("/dev/users, in development", () => {
  let server: Server;

  beforeAll(async () => {
    server = await startServer({ TRUSTED_PROXIES: "loopback" });
  });
  afterAll(() => server.remove());

  async function idOf(email: string) {
    const [row] = await server.db.select({ id: user.id }).from(user).where(eq(user.email, email));
    return row?.id ?? "";
  }

  test("creates ten people, and lists them", async () => {
    const browser = openBrowser(server);
    const before = await server.db.$count(user);
    expect((await browser.post("/dev/users/create", {})).location).toBe("/dev/users");
    expect((await server.db.$count(user)) - before).toBe(10);
    const { body } = await browser.get("/dev/users");
    expect(body).toContain("Ada Lovelace");
    expect(body).toMatch(/ada-[0-9a-f]{4}<wbr \/>@example\.com/);
  });

  test("signs in as someone, and their session works like any other", async () => {
    const email = newEmail();
    await signIn(server, email);
    const browser = openBrowser(server);
    const id = await idOf(email);
    expect((await browser.post("/dev/users/sign-in", { id }, asJson)).status).toBeLessThan(400);
    expect(await isSignedIn(browser)).toBe(true);
    expect(JSON.parse((await browser.get("/api/auth/get-session")).body).user.email).toBe(email);
    expect(await server.db.$count(session, eq(session.userId, id))).toBe(2);
  });

  test("signs in no one if the person is unknown or missing", async () => {
    const browser = openBrowser(server);
    expect((await browser.post("/dev/users/sign-in", { id: "none" }, asJson)).status).toBe(404);
    expect((await browser.post("/dev/users/sign-in", {}, asJson)).status).toBe(404);
    expect(await isSignedIn(browser)).toBe(false);
  });

  test("can't be used by another site", async () => {
    const email = newEmail();
    await signIn(server, email);
    const browser = openBrowser(server);
    const headers = { ...asJson, Origin: "https://evil.example" };
    const id = await idOf(email);
    expect((await browser.post("/dev/users/sign-in", { id }, headers)).status).toBe(403);
    expect((await browser.post("/dev/users/create", {}, headers)).status).toBe(403);
    expect(await isSignedIn(browser)).toBe(false);
  });

  test("shows names as text, no matter what they contain", async () => {
    const email = newEmail();
    await signIn(server, email);
    const name = "<script>alert(1)</script>";
    await server.db.update(user).set({ name }).where(eq(user.email, email));
    const { body } = await openBrowser(server).get("/dev/users");
    expect(body).not.toContain(name);
    expect(body).toContain("&lt;script&gt;");
  });
});

describe("/dev/users, elsewhere", () => {
  const paths = ["/dev/users", "/dev/users/sign-in", "/dev/users/create"];

  test("stays closed to the network and to tunnels, no matter what Host says", async () => {
    const server = await startServer({ DEV_HOSTS: "" });
    const { port } = new URL(server.address);
    for (const path of paths) {
      const method = path === "/dev/users" ? "GET" : "POST";
      const tunnel = { Host: "localhost", "X-Forwarded-For": "198.51.100.7" };
      expect((await ask(server.address + path, tunnel, method)).status).toBe(403);
      if (!addressInNetwork) continue;
      const url = `http://${addressInNetwork}:${port}${path}`;
      expect((await ask(url, { Host: "localhost" }, method)).status).toBe(403);
    }
    expect(await server.db.$count(user)).toBe(0);
    await server.remove();
  });

  test("doesn't exist in production", async () => {
    const server = await startServer({ NODE_ENV: "production" });
    const browser = openBrowser(server);
    expect((await browser.get("/dev/users")).status).toBe(404);
    for (const path of paths) {
      expect((await browser.post(path, { id: "any" })).status).toBeGreaterThanOrEqual(400);
    }
    expect(await server.db.$count(user)).toBe(0);
    await server.remove();
  });
});
