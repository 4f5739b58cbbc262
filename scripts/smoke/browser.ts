import chromium from "@sparticuz/chromium";
import { type Browser, chromium as playwright } from "playwright-core";

/**
 * A real, headless Chromium that comes from the registry, or, where that one doesn't run, the Chrome
 * of the machine. Close it when done.
 *
 * The package's own arguments are meant for Lambda functions and switch web security off, which is
 * the last thing to do here.
 */
export async function launchBrowser(): Promise<Browser> {
  if (process.platform !== "linux") return playwright.launch({ channel: "chrome", headless: true });
  const executablePath = await chromium.executablePath();
  // Containers run as root, where Chromium has no sandbox.
  return playwright.launch({ executablePath, args: ["--no-sandbox"], headless: true });
}
