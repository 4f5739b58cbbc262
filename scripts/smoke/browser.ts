import chromium from "@sparticuz/chromium";
import { type Browser, chromium as playwright } from "playwright-core";

/**
 * A real, headless Chromium from the registry, or the machine's Chrome where that one doesn't run.
 * Close it when done.
 *
 * The package's own arguments are meant for Lambda functions and turn off web security, which must
 * be on here.
 */
export async function launchBrowser(): Promise<Browser> {
  if (process.platform !== "linux") return playwright.launch({ channel: "chrome", headless: true });
  const executablePath = await chromium.executablePath();
  // Containers run as root, where Chromium has no sandbox.
  return playwright.launch({ executablePath, args: ["--no-sandbox"], headless: true });
}
