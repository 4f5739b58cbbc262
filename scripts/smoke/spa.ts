// The smoke test of the single-page app: `node scripts/smoke/spa.ts`
// creates two projects with the real command. One has every sign-in method, a second factor and
// cookies, the other PostgreSQL and tokens. People then use each page in a real browser.
import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AppProcess, failureOf, startApp } from "./app-process.ts";
import { launchBrowser } from "./browser.ts";
import { freePort } from "./free-port.ts";
import { type Command, newcomersEnvironment, npm, screenshots } from "./newcomer.ts";
import { report, timed } from "./run-timed.ts";
import { signIn } from "./sign-in.ts";
import { forgetPassword } from "./spa/forget-password.ts";
import { register } from "./spa/register.ts";
import { secondFactor } from "./spa/second-factor.ts";
import { sessionEnded } from "./spa/session-ended.ts";
import { slowNetwork } from "./spa/slow-network.ts";
import { oneRenewal, stolenRefreshToken } from "./spa/tokens.ts";
import { twoTabs } from "./spa/two-tabs.ts";
import { usersPage } from "./spa/users-page.ts";
import { newVisitor, signInWithPassword } from "./spa/visitor.ts";
import { openStore, testsOf } from "./store.ts";

const [cookies, tokens] = ["spa", "spa-token"];
await mkdir(screenshots, { recursive: true });
const workplace = await mkdtemp(join(tmpdir(), "create-auth-app-spa-"));
const store = await openStore(workplace);
const env = await newcomersEnvironment(npm, store, join(workplace, "home"));
const browser = await launchBrowser();
const projectOf = (name: string) => join(workplace, name);

try {
  await withCookies();
  await withTokens();
} finally {
  await browser.close();
  store.close();
  await rm(workplace, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 });
}

async function withCookies() {
  const project = projectOf(cookies);
  const created = await timed(cookies, "create", create(cookies, "--two-factor"), workplace, env);
  assert.match(created, /Test sign-in passed/, "the command says that it signed in");
  await timed(cookies, "typecheck", npm.run("typecheck"), project, env);
  // All of them pass in apps/, where everything is on, as it is here.
  const tests = testsOf("architecture", "bundle", "api", "access");
  await timed(cookies, "test", npm.run("test", ...tests), project, env);
  await signIn({ who: cookies, script: "dev", command: npm.run("dev"), project, env, browser });
  await visit(cookies, "start", async (app) => {
    const visitor = await newVisitor(browser, app);
    const { page, context } = visitor;
    await register(visitor);
    await sessionEnded(visitor, () => context.clearCookies());
    await twoTabs(visitor);
    await slowNetwork(visitor);
    await restart(app, visitor.page);
    await forgetPassword(visitor);
    await secondFactor(visitor);
    await page.close();
  });
}

async function withTokens() {
  const flags = ["--database", "postgres", "--session", "token", "--no-install"];
  const project = projectOf(tokens);
  await timed(tokens, "create", create(tokens, ...flags), workplace, env);
  await cp(join(projectOf(cookies), "node_modules"), join(project, "node_modules"), {
    recursive: true,
    verbatimSymlinks: true,
  });
  await timed(tokens, "install", ["npm", "install"], project, env);
  for (const script of ["setup", "verify", "typecheck"]) {
    await timed(tokens, script, npm.run(script), project, env);
  }
  // The others don't depend on how a session is carried, and have run with cookies.
  const tests = npm.run("test", ...testsOf("token", "codes", "client-origins"));
  await timed(tokens, "test", tests, project, env);
  await visit(tokens, "dev", async (app) => {
    const visitor = await newVisitor(browser, app);
    await register(visitor);
    await oneRenewal(visitor);
    await stolenRefreshToken(visitor);
    await signInWithPassword(visitor);
    await visitor.page.waitForURL(/\/dashboard$/);
    await twoTabs(visitor);
    await usersPage(visitor.page);
    assert.deepEqual(await visitor.context.cookies(), [], "no cookie was set on the way");
  });
}

function create(name: string, ...flags: string[]): Command {
  const ways = ["--template", "fsd-spa", "--sign-in", "email-code,password"];
  return ["npm", "create", "auth-app@latest", name, "--", "--yes", "--no-git", ...ways, ...flags];
}

interface App {
  origin: string;
  name: string;
  screenshots: string;
  output(): string;
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** Starts the app, lets people use it, and shows what the app printed if that fails. */
async function visit(name: string, script: "dev" | "start", people: (app: App) => Promise<void>) {
  const started = Date.now();
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  let printed = "";
  let running: AppProcess | undefined;
  const app: App = {
    origin,
    name,
    screenshots,
    output: () => printed + (running?.output() ?? ""),
    async stop() {
      printed = app.output();
      await running?.stop();
      running = undefined;
    },
    async start() {
      running = await startApp({
        command: npm.run(script),
        cwd: projectOf(name),
        env: { ...env, PORT: `${port}`, BETTER_AUTH_URL: origin },
        healthUrl: `${origin}/healthz`,
      });
    },
  };
  try {
    await app.start();
    await people(app);
  } catch (error) {
    throw failureOf(name, error, app.output());
  } finally {
    await app.stop();
  }
  report(name, `what people do (${script})`, started);
}

/** The server stops and comes back while someone uses the page: nothing typed is lost. */
async function restart(app: App, page: Awaited<ReturnType<typeof newVisitor>>["page"]) {
  await page.goto("/dashboard");
  const name = page.getByLabel("Name", { exact: true });
  await name.fill("Grace");
  await app.stop();
  await page.getByRole("button", { name: "Save name" }).click();
  await page.getByText("We couldn't reach the server.").waitFor();
  await app.start();
  await page.getByRole("button", { name: "Save name" }).click();
  await page.getByRole("heading", { name: "Welcome, Grace" }).waitFor();
}
