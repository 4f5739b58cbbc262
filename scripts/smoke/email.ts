// The smoke test of the email providers: `node scripts/smoke/email.ts [resend postmark …]`
// creates a project for each with the real command, runs its test sign-in and its email tests. With
// the SMTP server, someone signs in with a real browser and the code from the email that arrived.
import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { catalogue } from "../../packages/create-auth-app/src/options/catalogue.ts";
import type { Choice } from "../../packages/create-auth-app/src/options/option.ts";
import { launchBrowser } from "./browser.ts";
import { type Command, newcomersEnvironment, npm, screenshots } from "./newcomer.ts";
import { timed } from "./run-timed.ts";
import { signIn } from "./sign-in.ts";
import { openStore, testsOf } from "./store.ts";

/** The SMTP server from the project's own tests. */
type MailServer = typeof import("../../templates/email-smtp/test/support/smtp-server.ts");

// The first one is installed like a newcomer's project; the others start with a copy of its
// node_modules, which npm then updates.
const first = "smtp";
const named = process.argv.slice(2);
const others = Object.entries<Choice>(catalogue.email.choices)
  .filter(([, { gives }]) => gives?.includes("mail-service"))
  .map(([provider]) => provider)
  .filter((provider) => provider !== first)
  .filter((provider) => named.length === 0 || named.includes(provider));

await mkdir(screenshots, { recursive: true });
const workplace = await mkdtemp(join(tmpdir(), "create-auth-app-email-"));
const store = await openStore(workplace);
const env = await newcomersEnvironment(npm, store, join(workplace, "home"));
const projectOf = (provider: string) => join(workplace, provider);

try {
  const created = await timed(first, "create", create(first), workplace, env);
  assert.match(created, /Test sign-in passed/, "the command says that it signed in");

  for (const provider of others) {
    await timed(provider, "create", create(provider, "--no-install"), workplace, env);
    const [from, to] = [projectOf(first), projectOf(provider)];
    await cp(join(from, "node_modules"), join(to, "node_modules"), {
      recursive: true,
      verbatimSymlinks: true,
    });
    await timed(provider, "install", ["npm", "install"], to, env);
    for (const script of ["setup", "verify"]) {
      await timed(provider, script, npm.run(script), to, env);
    }
  }
  for (const provider of [first, ...others]) await check(provider);
  await signInByMail();
} finally {
  store.close();
  await rm(workplace, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 });
}

function create(provider: string, ...flags: string[]): Command {
  const chosen = ["--yes", "--email", provider, "--no-git", ...flags];
  return ["npm", "create", "auth-app@latest", provider, "--", ...chosen];
}

async function check(provider: string) {
  const project = projectOf(provider);
  await timed(provider, "typecheck", npm.run("typecheck"), project, env);
  // The other tests are the same in every project; these depend on the provider.
  const tests = npm.run("test", ...testsOf("email-provider", "email.test", "production"));
  await timed(provider, "test", tests, project, env);
}

async function signInByMail() {
  const support = pathToFileURL(join(projectOf(first), "test/support/smtp-server.ts")).href;
  const { certificate, startSmtpServer, textIn } = (await import(support)) as MailServer;
  const mail = await startSmtpServer();
  const browser = await launchBrowser();
  const project = projectOf(first);
  const withMail = {
    ...env,
    SMTP_URL: mail.url(),
    EMAIL_FROM: "Acme <no-reply@acme.example>",
    NODE_EXTRA_CA_CERTS: certificate.file,
  };
  try {
    await timed(first, "verify", npm.run("verify"), project, withMail);
    assert.deepEqual(mail.received, [], "verify sends no real email");
    await signIn({
      who: first,
      script: "start",
      command: npm.run("start"),
      project,
      env: withMail,
      browser,
      async readCode(email) {
        for (let attempt = 0; attempt < 100; attempt++) {
          const message = mail.received.findLast(({ to }) => to === email);
          if (message) return codeIn(textIn(message.raw)) ?? assert.fail(message.raw);
          await pause(50);
        }
        return assert.fail(`No email has arrived for ${email}`);
      },
    });
  } finally {
    await browser.close();
  }
}

/** The first part of a message is plain text, with the code on its own line. */
function codeIn(text: string) {
  return /^(\d{6})\r?$/m.exec(text)?.[1];
}
