import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { assertAccessible } from "../accessibility.ts";

/** A person with their own browser, and what the app has sent them. */
export interface Visitor {
  context: BrowserContext;
  page: Page;
  email: string;
  password: string;
  /** The latest code in an email to them. */
  code(): Promise<string>;
  /** The latest link in an email to them, as a path. */
  link(): Promise<string>;
  /** Takes a screenshot, and checks the accessibility of the page. */
  look(step: string): Promise<void>;
}

interface Visit {
  origin: string;
  name: string;
  screenshots: string;
  /** Everything that the app has printed, including its emails. */
  output(): string;
}

export async function newVisitor(
  browser: Browser,
  { origin, name, screenshots, output }: Visit,
): Promise<Visitor> {
  const context = await browser.newContext({ baseURL: origin });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const email = `${name}@example.com`;
  const last = async (pattern: RegExp) => {
    for (const end = Date.now() + 60_000; Date.now() < end; ) {
      const [, ...printed] = output().split(`To: ${email}\n`);
      const found = pattern.exec(printed.at(-1) ?? "")?.[1];
      if (found) return found;
      await page.waitForTimeout(50);
    }
    throw new Error(`Nothing like ${pattern} was sent to ${email}:\n${output()}`);
  };
  return {
    context,
    page,
    email,
    password: `a sentence of ${name} ${crypto.randomUUID()}`,
    code: () => last(/\b(\d{6})\b/),
    link: () => last(/https?:\/\/[^/\s]+(\/\S+token=\S+)/),
    async look(step) {
      await page.screenshot({ path: join(screenshots, `${name}-${step}.png`), caret: "initial" });
      await assertAccessible(page, `${name}: ${step}`);
    },
  };
}

/** Types the password into the form of the page or dialog, and submits it. */
export async function signInWithPassword({ page, email, password }: Visitor) {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("Password", { exact: true }).press("Enter");
}
