// The smoke test of PostgreSQL: `node scripts/smoke/postgres.ts`
// creates a project with the real command. At first there is no database server, so the project
// starts its own. Then it uses a real server, which is restarted while people use the app.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { failureOf, startApp } from "./app-process.ts";
import { launchBrowser } from "./browser.ts";
import { freePort } from "./free-port.ts";
import { type Command, newcomersEnvironment, npm, screenshots } from "./newcomer.ts";
import { startPostgres } from "./postgres-server.ts";
import { report, timed } from "./run-timed.ts";
import { signIn } from "./sign-in.ts";
import { openStore, testsOf } from "./store.ts";
import { startTraffic } from "./traffic.ts";

const who = "postgres";
await mkdir(screenshots, { recursive: true });
const workplace = await mkdtemp(join(tmpdir(), "create-auth-app-postgres-smoke-"));
const project = join(workplace, "my-app");
const store = await openStore(workplace);
const env = await newcomersEnvironment(npm, store, join(workplace, "home"));
const browser = await launchBrowser();
try {
  await withoutServer();
  const server = await startPostgres();
  try {
    await withServer(server);
  } finally {
    await server.remove();
  }
} finally {
  await browser.close();
  store.close();
  // The embedded server closes its files a moment after the last command that used it ends.
  await rm(workplace, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 });
}

async function withoutServer() {
  const create: Command = [...npm.create, "--database", "postgres"];
  const created = await timed(who, "create", create, workplace, env);
  assert.match(created, /Test sign-in passed/, "the command says that it signed in");
  await timed(who, "typecheck", npm.run("typecheck"), project, env);
  // The tests that depend on the database. The others are the same with SQLite.
  const tests = testsOf("database", "postgres", "sessions", "sign-ins-in-flight", "auth", "server");
  await timed(who, "test", npm.run("test", ...tests), project, env);
  await signIn({ who, script: "dev", command: npm.run("dev"), project, env, browser });
  await assert.rejects(
    timed(who, "start without a server", npm.run("start"), project, env),
    /DATABASE_URL is missing/,
  );
}

async function withServer(server: Awaited<ReturnType<typeof startPostgres>>) {
  const real = { ...env, DATABASE_URL: server.url };
  await Promise.all(
    ["migrate", "migrate at once"].map((what) =>
      timed(who, what, npm.run("db:migrate"), project, real),
    ),
  );
  await signIn({ who, script: "start", command: npm.run("start"), project, env: real, browser });
  await restartMidTraffic(server, real);
  // The same properties as with the embedded database, now with real concurrency.
  const tests = npm.run("test", ...testsOf("codes", "attacks", "database", "guesses"));
  await timed(who, "tests on the server", tests, project, {
    ...env,
    TEST_DATABASE_URL: server.url,
  });
}

/** The app stays up, recovers by itself, and everyone is still signed in. */
async function restartMidTraffic(
  server: Awaited<ReturnType<typeof startPostgres>>,
  real: NodeJS.ProcessEnv,
) {
  const started = Date.now();
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const app = await startApp({
    command: npm.run("start"),
    cwd: project,
    env: { ...real, PORT: `${port}`, BETTER_AUTH_URL: origin },
    healthUrl: `${origin}/healthz`,
  });
  const email = "stays@example.com";
  try {
    const cookie = await signInByForms(origin, email, app.output);
    const traffic = startTraffic(`${origin}/dashboard`, cookie, email);
    await until(traffic.isWell, "the dashboard opens");
    await server.stop();
    await until(() => (traffic.answers.get("500") ?? 0) > 0, "the app notices");
    assert.equal((await fetch(`${origin}/healthz`)).status, 503, "the health check says so");
    await server.start();
    const restarted = Date.now();
    await until(traffic.isWell, "the app recovers");
    const recovery = Date.now() - restarted;
    await traffic.stop();

    const answers = [...traffic.answers].map(([answer, times]) => `${times} × ${answer}`);
    console.log(`  ${who}: recovered in ${recovery} ms; answers: ${answers.join(", ")}`);
    const kinds = [...traffic.answers.keys()].filter((answer) => !/^(200|500)$/.test(answer));
    assert.deepEqual(kinds, [], "no one was signed out or left without a response");
    assert.equal((await fetch(`${origin}/healthz`)).status, 200, "the health check passes again");
  } catch (error) {
    throw failureOf(who, error, app.output());
  } finally {
    await app.stop();
  }
  report(who, "restart of the server mid-traffic", started);
}

/** Signs in like a browser without JavaScript. @returns the cookies */
async function signInByForms(origin: string, email: string, output: () => string) {
  const cookies = new Map<string, string>();
  async function post(fields: Record<string, string>) {
    const response = await fetch(`${origin}/login`, {
      method: "POST",
      body: new URLSearchParams(fields),
      redirect: "manual",
      headers: { Origin: origin, Cookie: cookieHeader() },
    });
    assert.equal(response.status, 302, `/login accepts ${fields["intent"]}`);
    for (const set of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
  }
  const cookieHeader = () => [...cookies].map((pair) => pair.join("=")).join("; ");

  await post({ intent: "send-code", email });
  const pattern = new RegExp(`To: ${email}[^]*?\\b(\\d{6})\\b`);
  await until(() => pattern.test(output()), "the code is printed");
  await post({ intent: "verify-code", code: pattern.exec(output())?.[1] ?? "" });
  return cookieHeader();
}

async function until(condition: () => boolean, what: string) {
  const deadline = Date.now() + 20_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`Timed out: ${what}`);
    await pause(20);
  }
}
