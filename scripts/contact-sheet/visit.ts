import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { ageSessions } from "../smoke/age-sessions.ts";
import { startApp } from "../smoke/app-process.ts";
import { launchBrowser } from "../smoke/browser.ts";
import { freePort } from "../smoke/free-port.ts";
import { root } from "../smoke/newcomer.ts";

export interface Visit {
  page: Page;
  /** The newest email to an address. */
  newest: (email: string) => Promise<{ code?: string; link?: string }>;
  /** Makes sessions too old to count as a recent sign-in. */
  ageSessions: () => void;
}

/** Runs an app of `apps/` in development, with a new database in the folder, and opens a page. */
export async function startVisit(app: string, folder: string) {
  const cwd = join(root, "apps", app);
  const env = {
    ...process.env,
    BETTER_AUTH_SECRET: "only-for-pictures-only-for-pictures",
    DATABASE_URL: `file:${join(folder, "pictures.db")}`,
  };
  execFileSync("pnpm", ["db:migrate"], { cwd, env, stdio: "inherit" });
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const server = await startApp({
    command: ["pnpm", "dev", "--port", `${port}`, "--strictPort"],
    cwd,
    env,
    healthUrl: `${origin}/healthz`,
    timeout: 120_000,
  });
  const browser = await launchBrowser();
  const page = await browser.newPage({ baseURL: origin });
  const visit: Visit = {
    page,
    async newest(email) {
      const response = await fetch(`${origin}/dev/mailbox.json`);
      const { messages } = (await response.json()) as {
        messages: { to: string; code?: string; link?: string }[];
      };
      return messages.find(({ to }) => to === email) ?? {};
    },
    ageSessions: () => ageSessions(join(folder, "pictures.db")),
  };
  async function end() {
    await browser.close();
    await server.stop();
  }
  return { visit, end };
}
