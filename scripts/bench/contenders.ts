import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort } from "../smoke/free-port.ts";
import { newAddress } from "./load.ts";

const exec = promisify(execFile);

export interface Contender {
  name: string;
  folder: string;
  /** Arguments for Node. */
  start: readonly string[];
  pages: Record<"dashboard" | "sign-in page" | "session lookup", string>;
  /** What signing in with a code sends, one request after the other. */
  requestCode: Send;
  enterCode: Send;
}

/** Where to send something, and its body. */
type Send = (email: string, code: string) => { path: string; body: string | URLSearchParams };

/** A project that the command created, as its own record describes it. */
export async function generatedApp(folder: string) {
  const { answers } = JSON.parse(await readFile(join(folder, ".create-auth-app.json"), "utf8")) as {
    answers: { framework: string; database: "sqlite" | "postgres" };
  };
  const form = (fields: Record<string, string>) => ({
    path: "/login",
    body: new URLSearchParams(fields),
  });
  const json = (path: string, fields: Record<string, string>) => ({
    path: `/api/auth${path}`,
    body: JSON.stringify(fields),
  });
  const hasForms = answers.framework === "react-router";
  const app: Contender = {
    name: "create-auth-app",
    folder,
    start: ["build/server/index.js"],
    pages: {
      dashboard: "/dashboard",
      "sign-in page": "/login",
      "session lookup": "/api/auth/get-session",
    },
    requestCode: (email) =>
      hasForms
        ? form({ intent: "send-code", email })
        : json("/email-otp/send-verification-otp", { email, type: "sign-in" }),
    enterCode: (email, otp) =>
      hasForms
        ? form({ intent: "verify-code", code: otp })
        : json("/sign-in/email-otp", { email, otp }),
  };
  return { app, database: answers.database, serverFolder: hasForms ? "app" : "server" };
}

/**
 * The same features without any of our measures (plain-app/), with the same versions of the same
 * packages. The tables are those of the project. The app is kept in the machine's temporary folder,
 * so the next run doesn't have to install it.
 */
export async function plainApp(project: string, database: string, serverFolder: string) {
  const folder = join(tmpdir(), `create-auth-app-bench-plain-${database}`);
  await mkdir(folder, { recursive: true });
  await cp(join(import.meta.dirname, "plain-app"), folder, { recursive: true });
  const db = join(project, serverFolder, "db");
  await cp(join(db, "schema"), join(folder, "app/db/schema"), { recursive: true });
  if (database === "postgres")
    await cp(join(folder, "postgres/index.ts"), join(folder, "app/db/index.ts"));
  await installSame(project, folder);
  await rm(join(folder, "db.sqlite3"), { force: true });
  await exec("npm", ["run", "build"], { cwd: folder });
  const app: Contender = {
    name: "plain app",
    folder,
    start: ["node_modules/@react-router/serve/bin.cjs", "build/server/index.js"],
    pages: {
      dashboard: "/dashboard",
      "sign-in page": "/",
      "session lookup": "/api/auth/get-session",
    },
    requestCode: (email) => ({
      path: "/?index",
      body: new URLSearchParams({ step: "email", email }),
    }),
    enterCode: (email, otp) => ({
      path: "/?index",
      body: new URLSearchParams({ step: "otp", email, otp }),
    }),
  };
  return app;
}

/** React Router's own server, and the packages that the project has. */
async function installSame(project: string, folder: string) {
  const text = (path: string) => readFile(path, "utf8");
  const { dependencies, devDependencies } = JSON.parse(await text(join(project, "package.json")));
  const own = JSON.parse(await text(join(import.meta.dirname, "plain-app/package.json")));
  const versions: Record<string, string> = { ...dependencies, ...devDependencies };
  const all = {
    "@react-router/dev": versions["react-router"],
    ...versions,
    "@react-router/node": versions["react-router"],
    "@react-router/serve": versions["react-router"],
    isbot: "5.2.3",
  };
  const wanted = JSON.stringify({ ...own, dependencies: all }, null, 2);
  const installed = await text(join(folder, "installed.json")).catch(() => "");
  await writeFile(join(folder, "package.json"), wanted);
  if (installed === wanted) return;
  await exec("npm", ["install", "--no-audit", "--no-fund"], { cwd: folder });
  await writeFile(join(folder, "installed.json"), wanted);
}

export type Running = Awaited<ReturnType<typeof run>>;

/** Starts an app in production and waits until it responds. */
export async function run(contender: Contender, databaseUrl: string) {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const child = spawn(process.execPath, contender.start, {
    cwd: contender.folder,
    env: {
      PATH: process.env["PATH"],
      NODE_ENV: "production",
      PORT: `${port}`,
      BETTER_AUTH_URL: origin,
      BETTER_AUTH_SECRET: "a-secret-for-measuring-and-for-nothing-else",
      DATABASE_URL: databaseUrl,
      TRUSTED_PROXIES: "loopback",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const mail = readMail();
  child.stdout.on("data", (chunk: Buffer) => mail.read(chunk.toString()));
  let problems = "";
  child.stderr.on("data", (chunk: Buffer) => {
    problems += chunk.toString();
  });

  async function send(to: ReturnType<Send>, headers: Record<string, string>) {
    const response = await fetch(origin + to.path, {
      method: "POST",
      redirect: "manual",
      headers: {
        ...headers,
        origin,
        ...(typeof to.body === "string" ? { "content-type": "application/json" } : {}),
      },
      body: to.body,
    });
    await response.text();
    if (response.status >= 400)
      throw new Error(`${contender.name} returned ${response.status} at ${to.path}\n${problems}`);
    return response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(";", 1)[0])
      .join("; ");
  }

  /** Signs in with a code, as a new person from an address of their own. Returns the cookies. */
  async function signIn(email: string) {
    const headers = { "x-forwarded-for": newAddress() };
    const cookie = await send(contender.requestCode(email, ""), headers);
    const code = await mail.codeFor(email);
    return send(contender.enterCode(email, code), { ...headers, cookie });
  }

  async function stop() {
    child.kill();
    if (child.exitCode === null) await once(child, "exit");
  }

  while (
    !(await fetch(origin).then(
      () => true,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) throw new Error(`${contender.name} did not start:\n${problems}`);
  }
  return {
    ...contender,
    signIn,
    stop,
    at: (page: keyof Contender["pages"]) => origin + contender.pages[page],
    /** In MB, of the whole process. */
    async memory() {
      const { stdout } = await exec("ps", ["-o", "rss=", "-p", `${child.pid}`]);
      return Number(stdout) / 1024;
    },
  };
}

/** Both apps print their emails: the plain one in a single line, the generated one as text. */
function readMail() {
  const codes = new Map<string, string>();
  const waiting = new Map<string, (code: string) => void>();
  let unread = "";
  const found = (email: string, code: string) => {
    codes.set(email, code);
    waiting.get(email)?.(code);
  };
  return {
    read(printed: string) {
      const lines = (unread + printed).split("\n");
      unread = lines.pop() ?? "";
      let to = "";
      for (const line of lines) {
        const [, email = "", otp = ""] = /OTP to (\S+) (\d{6})/.exec(line) ?? [];
        if (otp) found(email, otp);
        to = /│ To: (\S+)/.exec(line)?.[1] ?? to;
        const code = /│ (\d{6})$/.exec(line)?.[1];
        if (code) found(to, code);
      }
    },
    codeFor(email: string) {
      const code = codes.get(email);
      if (code) return Promise.resolve(code);
      return new Promise<string>((resolve) => waiting.set(email, resolve));
    },
  };
}
