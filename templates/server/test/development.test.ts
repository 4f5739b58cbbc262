import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadConfigFromFile, preprocessCSS, resolveConfig } from "vite";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createDatabase } from "./support/database";
import { commandOf } from "./support/project";
import { emailSettings } from "./support/sent-email";
import { addressInNetwork, ask, type Server, secret, startServer, until } from "./support/server";
import { signIn } from "./support/sign-in";

const refusal = "During development, this app opens at localhost only.";

describe("during development", () => {
  let server: Server;
  const at = (path: string, headers: Record<string, string>) => ask(server.address + path, headers);

  beforeAll(async () => {
    server = await startServer({ DEV_HOSTS: "" });
  });
  afterAll(() => server.remove());

  test.each([
    "localhost",
    "app.localhost",
    "a.b.localhost",
    "my_app.localhost",
    "127.1.2.3",
    "[::1]",
  ])("the app responds at %s, on every page", async (name) => {
    const host = `${name}:${new URL(server.address).port}`;
    for (const path of ["/", "/login", "/api/auth/get-session", "/dev/mailbox"]) {
      expect([path, (await at(path, { Host: host })).status]).toEqual([path, 200]);
    }
    const headers = { Host: host, Origin: `http://${host}`, Cookie: "any=thing" };
    const post = { ...headers, "Content-Type": "application/json" };
    expect((await ask(`${server.address}/api/auth/sign-out`, post, "POST", "{}")).status).toBe(200);
  });

  test.each(["evil.example", "localhost.evil.example", "192.168.1.20", "127.0.0.1.evil.example"])(
    "it refuses %s and says how to allow it",
    async (host) => {
      const { status, body } = await at("/", { Host: `${host}:5173` });
      expect(status).toBe(403);
      expect(body).toContain(refusal);
      expect(body).toContain(`DEV_HOSTS=${host} to .env`);
    },
  );

  test.each(["0.0.0.0", "[::]"])("it refuses %s and says what to open instead", async (host) => {
    const { status, body } = await at("/", { Host: `${host}:5173` });
    expect({ status, body }).toEqual({
      status: 403,
      body: `${refusal} Open http://localhost:5173 instead.`,
    });
  });

  test("a page on another site can't pass for localhost with a header", async () => {
    const headers = { Host: "evil.example", "X-Forwarded-Host": "localhost" };
    expect((await at("/", headers)).status).toBe(403);
  });

  describe("the mailbox", () => {
    test("opens on this machine", async () => {
      expect((await at("/dev/mailbox", {})).status).toBe(200);
      // Behind a proxy of this machine.
      const headers = { "X-Forwarded-For": "127.0.0.1", "X-Forwarded-Host": "app.localhost" };
      expect((await at("/dev/mailbox.json", headers)).status).toBe(200);
    });

    test.each<[string, Record<string, string>]>([
      ["another address", { "X-Forwarded-For": "198.51.100.7" }],
      [
        "another address, with a local one before it",
        { "X-Forwarded-For": "127.0.0.1, 198.51.100.7" },
      ],
      ["another host name", { "X-Forwarded-Host": "my-app.tunnel.example" }],
      ["the standard header", { Forwarded: "for=198.51.100.7" }],
    ])("stays closed when a tunnel forwards %s", async (_, headers) => {
      const { status, body } = await at("/dev/mailbox", { Host: "localhost", ...headers });
      expect(status).toBe(403);
      expect(body).toContain("DEV_HOSTS");
    });

    test("stays closed to the network, no matter what Host says", async ({ skip }) => {
      if (!addressInNetwork) return skip("This machine is in no network.");
      const { port } = new URL(server.address);
      for (const path of ["/dev/mailbox", "/dev/mailbox.json", "/dev/mailbox/1"]) {
        const url = `http://${addressInNetwork}:${port}${path}`;
        expect((await ask(url, { Host: "localhost" })).status).toBe(403);
      }
    });

    async function messages() {
      const { body } = await at("/dev/mailbox.json", {});
      return (JSON.parse(body) as { messages: { id: string; subject: string }[] }).messages;
    }

    test("shows an email by itself, where it can't run scripts or send forms", async () => {
      await signIn(server);
      const [email] = await messages();
      const { status, headers, body } = await at(`/dev/mailbox/${email?.id}`, {});
      expect(status).toBe(200);
      expect(body).toContain(email?.subject);
      const policy = String(headers["content-security-policy"]);
      expect(policy).toMatch(/^default-src 'none';/);
      expect(policy).toContain("form-action 'none'");
      expect(policy).toMatch(/; sandbox allow-popups allow-popups-to-escape-sandbox$/);
      expect(policy).not.toContain("script-src");
      expect((await at("/dev/mailbox/none", {})).status).toBe(404);
    });

    test("can be emptied with its own button, but not by another site's page", async () => {
      await signIn(server);
      const clear = (Origin: string) =>
        ask(`${server.address}/dev/mailbox`, { Origin, Cookie: "any=thing" }, "POST");
      expect((await clear("https://evil.example")).status).toBe(403);
      expect(await messages()).not.toEqual([]);
      const { status, headers } = await clear(server.address);
      expect([status, headers.location]).toEqual([303, "/dev/mailbox"]);
      expect(await messages()).toEqual([]);
      expect((await at("/dev/mailbox", {})).body).toContain("No emails yet");
    });
  });
});

describe("with DEV_HOSTS", () => {
  const tunnel = "my-app.tunnel.example";
  let server: Server;

  beforeAll(async () => {
    server = await startServer({ DEV_HOSTS: `192.168.1.20, ${tunnel}` });
  });
  afterAll(() => server.remove());

  test("the app and its mailbox open at the listed hosts", async () => {
    for (const path of ["/", "/login", "/dev/mailbox"]) {
      const { status } = await ask(server.address + path, { Host: "192.168.1.20:5173" });
      expect([path, status]).toEqual([path, 200]);
    }
    expect((await ask(server.address, { Host: `evil.${tunnel}` })).status).toBe(403);
  });

  test.each<[string, Record<string, string>]>([
    ["keeps the host", { Host: tunnel }],
    ["keeps and repeats the host", { Host: tunnel, "X-Forwarded-Host": tunnel }],
    ["replaces the host", { Host: "localhost:5173", "X-Forwarded-Host": tunnel }],
  ])("forms work through an HTTPS tunnel that %s", async (_, headers) => {
    const post = {
      ...headers,
      "X-Forwarded-Proto": "https",
      "X-Forwarded-For": "198.51.100.7",
      Origin: `https://${tunnel}`,
      Cookie: "any=thing",
      "Content-Type": "application/json",
    };
    const url = `${server.address}/api/auth/sign-out`;
    expect((await ask(url, post, "POST", "{}")).status).toBe(200);
    expect((await ask(url, { ...post, Origin: "https://evil.example" }, "POST", "{}")).status).toBe(
      403,
    );
  });

  test("a tunnel may rewrite the origin along with the host", async () => {
    const headers = {
      Host: "localhost:5173",
      Origin: "http://localhost:5173",
      "X-Forwarded-Host": tunnel,
      "X-Forwarded-Proto": "https",
      "Content-Type": "application/json",
    };
    const url = `${server.address}/api/auth/sign-out`;
    expect((await ask(url, headers, "POST", "{}")).status).toBe(200);
  });
});

// Empty is what compose files make of a variable that is not set.
describe.each([undefined, "", "Development", "dev", "staging"])("with NODE_ENV %j", (NODE_ENV) => {
  test("the build runs in production mode, without a mailbox", async () => {
    const server = await startServer({ NODE_ENV });
    for (const path of ["/dev/mailbox", "/dev/mailbox.json", "/dev/mailbox/1"]) {
      expect((await ask(server.address + path, { Host: "localhost" })).status).toBe(404);
    }
    await server.remove();
  });
});

describe("the dev server", () => {
  let stop = async () => {};
  afterEach(() => stop());

  /** Vite, as `npm run dev` starts it, on a free port. */
  async function startDevelopment(DEV_HOSTS: string) {
    const database = await createDatabase();
    const child = spawn(process.execPath, [commandOf("vite", "vite"), "--port", "0"], {
      env: {
        PATH: process.env.PATH,
        BETTER_AUTH_SECRET: secret,
        DATABASE_URL: database.url,
        ...emailSettings,
        TRUSTED_PROXIES: "",
        NO_COLOR: "1",
        DEV_HOSTS,
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    stop = async () => {
      if (child.exitCode === null && child.kill()) await once(child, "exit");
      await database.remove();
    };
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk;
    });
    return until(() => /Local: +http:\/\/[^:]+:(\d+)/.exec(text)?.[1]);
  }

  const inVite = "/@vite/client";

  test("responds only at this machine's names, including for its own files", async () => {
    const port = await startDevelopment("");
    for (const name of ["localhost", "app.localhost", "127.0.0.1"]) {
      for (const path of ["/", inVite]) {
        const { status } = await ask(`http://localhost:${port}${path}`, {
          Host: `${name}:${port}`,
        });
        expect([name, path, status]).toEqual([name, path, 200]);
      }
    }
    for (const path of ["/", inVite]) {
      const { status, body } = await ask(`http://localhost:${port}${path}`, {
        Host: "my-app.tunnel.example",
      });
      expect([path, status]).toEqual([path, 403]);
      expect(body).toContain("DEV_HOSTS=my-app.tunnel.example");
    }
    if (!addressInNetwork) return;
    await expect(ask(`http://${addressInNetwork}:${port}/`)).rejects.toThrow("ECONNREFUSED");
  });

  test("can be reached from tunnels and other devices with DEV_HOSTS", async ({ skip }) => {
    if (!addressInNetwork) return skip("This machine is in no network.");
    const port = await startDevelopment(`my-app.tunnel.example,${addressInNetwork}`);
    for (const path of ["/", inVite, "/dev/mailbox"]) {
      const { status } = await ask(`http://${addressInNetwork}:${port}${path}`);
      expect([path, status]).toEqual([path, 200]);
      const tunnel = await ask(`http://localhost:${port}${path}`, {
        Host: "my-app.tunnel.example",
      });
      expect([path, tunnel.status]).toEqual([path, 200]);
      const foreign = await ask(`http://${addressInNetwork}:${port}${path}`, {
        Host: "evil.example",
      });
      expect([path, foreign.status]).toEqual([path, 403]);
    }
  });
});

describe("a parent folder", () => {
  test("with a PostCSS configuration, as in a monorepo, doesn't affect the app", async () => {
    const parent = mkdtempSync(join(tmpdir(), "parent-"));
    writeFileSync(join(parent, "postcss.config.cjs"), 'throw new Error("not for this app");');
    writeFileSync(join(parent, "package.json"), '{ "workspaces": ["app"] }');
    const root = join(parent, "app");
    mkdirSync(root);
    writeFileSync(join(root, "package.json"), "{}");

    const loaded = await loadConfigFromFile({ command: "build", mode: "production" });
    const css = loaded?.config.css ?? {};
    const config = await resolveConfig(
      { configFile: false, root, css, logLevel: "error" },
      "build",
    );
    const { code } = await preprocessCSS("a { color: red }", join(root, "a.css"), config);
    expect(code).toContain("color: red");
    rmSync(parent, { recursive: true });
  });
});
