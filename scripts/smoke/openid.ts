// The smoke test of providers that owners add: `node scripts/smoke/openid.ts [app] …`
// adds an independent OpenID provider to a project of each app, and to one with tokens, by the
// README's own text. People then sign in with it in a real browser, and attackers try to.
import assert from "node:assert/strict";
import { appendFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { writeBorrowedProject } from "../../packages/create-auth-app/scripts/borrowed-project.ts";
import { readRepository } from "../../packages/create-auth-app/src/engine/read-repository.ts";
import { catalogueDefaults } from "../../packages/create-auth-app/src/options/answers.ts";
import type { ProjectAnswers } from "../../packages/create-auth-app/src/options/catalogue.ts";
import { ageSessions } from "./age-sessions.ts";
import { failureOf, startApp } from "./app-process.ts";
import { launchBrowser } from "./browser.ts";
import { freePort } from "./free-port.ts";
import { npm, root } from "./newcomer.ts";
import { attacks } from "./openid/attacks.ts";
import { inDialog } from "./openid/in-dialog.ts";
import { later } from "./openid/later.ts";
import { onPages } from "./openid/on-pages.ts";
import { client, type OpenIdServer, startProvider } from "./openid/provider.ts";
import { applyBlocks } from "./recipe/apply-recipe.ts";
import { report, timed } from "./run-timed.ts";

const projects: Record<string, Partial<ProjectAnswers>> = {
  "react-router": {},
  "fsd-spa": { framework: "fsd-spa" },
  "fsd-spa-token": { framework: "fsd-spa", session: "token" },
};

const { HOME, PATH } = process.env;
const templates = readRepository(root);
const workplace = await mkdtemp(join(tmpdir(), "create-auth-app-openid-"));
const browser = await launchBrowser();
try {
  const words = process.argv.slice(2);
  for (const [name, answers] of Object.entries(projects)) {
    if (words.length === 0 || words.includes(name)) await withProvider(name, answers);
  }
} finally {
  await browser.close();
  await rm(workplace, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 });
}

/** Where people and attackers meet the app and its provider. */
export interface Place {
  origin: string;
  provider: OpenIdServer;
  browser: Browser;
  hasTokens: boolean;
}

async function withProvider(name: string, some: Partial<ProjectAnswers>) {
  const signIn: ProjectAnswers["signIn"] = ["email-code", "github"];
  const answers = { name, ...catalogueDefaults(), signIn, ...some } as ProjectAnswers;
  const project = join(workplace, name);
  writeBorrowedProject(project, answers, templates, root);

  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const provider = await startProvider([`${origin}/api/auth/callback/acme`]);
  try {
    const env = { HOME, PATH, PORT: `${port}`, BETTER_AUTH_URL: origin };
    const run = (script: string) => timed(name, script, npm.run(script), project, env);
    await run("setup");
    await addProvider(project, provider);
    // The files that the README changes are the same in every app.
    const checks = answers.framework === "react-router" ? ["typecheck"] : [];
    await Promise.all(["build", ...checks].map(run));
    const app = await startApp({
      command: npm.run("start"),
      cwd: project,
      // In production, the app refuses to print emails.
      env: { ...env, NODE_ENV: "development", TRUSTED_PROXIES: "loopback" },
      healthUrl: `${origin}/healthz`,
    });
    const place: Place = { origin, provider, browser, hasTokens: answers.session === "token" };
    const started = Date.now();
    try {
      const withoutJavaScript = answers.framework === "react-router";
      await onPages(place, { withoutJavaScript });
      await later(place, {
        withoutJavaScript,
        ageSessions: () => ageSessions(join(project, ".data/app.db")),
      });
      if (answers.framework === "fsd-spa") await inDialog(place);
      if (!place.hasTokens) await attacks(place);
    } catch (error) {
      throw failureOf(name, error, app.output());
    } finally {
      await app.stop();
    }
    report(name, "an OpenID provider", started);
  } finally {
    await provider.stop();
  }
}

/** What the owner does: the changes that the README shows, and the keys. */
async function addProvider(project: string, { issuer }: OpenIdServer) {
  const readme = await readFile(join(project, "README.md"), "utf8");
  const [, section = ""] = readme.split("**A provider that better-auth doesn't know**");
  const [text = ""] = section.split("\n## ", 1);
  assert.ok(text.includes("https://id.acme.example"), "the README has an address to replace");
  const changed = await applyBlocks(project, text.replace("https://id.acme.example", issuer));
  assert.equal(changed.length, 2, `the README has the changes: ${changed.join(", ")}`);
  assert.ok(text.includes("`ACME_CLIENT_ID`") && text.includes("`ACME_CLIENT_SECRET`"));
  const keys = `ACME_CLIENT_ID=${client.id}\nACME_CLIENT_SECRET=${client.secret}\n`;
  await appendFile(join(project, ".env"), keys);
}
