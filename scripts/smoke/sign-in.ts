import type { Browser } from "playwright-core";
import { failureOf, startApp } from "./app-process.ts";
import { freePort } from "./free-port.ts";
import { type Command, screenshots } from "./newcomer.ts";
import { report } from "./run-timed.ts";
import { signInJourney } from "./sign-in-journey.ts";

interface SignIn {
  /** Whose project it is: for the report, the screenshots and the email address. */
  who: string;
  script: "dev" | "start";
  command: Command;
  project: string;
  env: NodeJS.ProcessEnv;
  browser: Browser;
  /** Where the code is if the app doesn't print it. */
  readCode?: (email: string) => Promise<string>;
}

/** Starts the app and signs in with a real browser, from start to end. */
export async function signIn({ who, script, command, project, env, browser, readCode }: SignIn) {
  const started = Date.now();
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const email = `${who}-${script}@example.com`;
  const app = await startApp({
    command,
    cwd: project,
    env: { ...env, PORT: `${port}`, BETTER_AUTH_URL: origin },
    healthUrl: `${origin}/healthz`,
  });
  const places = { dev: () => codeInMailbox(origin), start: () => codeInOutput(app.output) };
  try {
    await signInJourney(browser, {
      origin,
      email,
      readCode: readCode ? () => readCode(email) : places[script],
      screenshots,
      name: `${who}-${script}`,
    });
  } catch (error) {
    throw failureOf(script, error, app.output());
  } finally {
    await app.stop();
  }
  report(who, `sign in (${script})`, started);
}

async function codeInMailbox(origin: string): Promise<string> {
  const response = await fetch(`${origin}/dev/mailbox.json`);
  const { messages } = (await response.json()) as { messages: { text: string }[] };
  return codeIn(messages[0]?.text ?? "");
}

async function codeInOutput(output: () => string): Promise<string> {
  return codeIn(output());
}

/** The last six digits that stand alone. */
export function codeIn(text: string): string {
  const code = text.match(/\b\d{6}\b/g)?.at(-1);
  if (!code) throw new Error(`No code in: ${text}`);
  return code;
}
