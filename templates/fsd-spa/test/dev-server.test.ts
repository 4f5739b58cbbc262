import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, expect, test } from "vitest";
import { addressInNetwork, ask } from "./support/ask";
import { createDatabase } from "./support/database";
import { commandOf } from "./support/installed";
import { emailSettings } from "./support/sent-email";
import { secret } from "./support/server";
import { until } from "./support/until";

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

test("the dev server answers at this machine's names only, for its own files as well", async () => {
  const port = await startDevelopment("");
  for (const name of ["localhost", "app.localhost", "127.0.0.1"]) {
    for (const path of ["/", inVite]) {
      const { status } = await ask(`http://localhost:${port}${path}`, { Host: `${name}:${port}` });
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

test("with DEV_HOSTS a tunnel and other devices reach it", async ({ skip }) => {
  if (!addressInNetwork) return skip("This machine is in no network.");
  const port = await startDevelopment(`my-app.tunnel.example,${addressInNetwork}`);
  for (const path of ["/", inVite, "/dev/mailbox"]) {
    const { status } = await ask(`http://${addressInNetwork}:${port}${path}`);
    expect([path, status]).toEqual([path, 200]);
    const tunnel = await ask(`http://localhost:${port}${path}`, { Host: "my-app.tunnel.example" });
    expect([path, tunnel.status]).toEqual([path, 200]);
    const foreign = await ask(`http://${addressInNetwork}:${port}${path}`, {
      Host: "evil.example",
    });
    expect([path, foreign.status]).toEqual([path, 403]);
  }
});
