import type { Page } from "playwright-core";

/** How errors in the console begin that are no fault of a page. */
const expected = [
  "Failed to load resource", // The server refused, for example, a wrong password.
  "Blocked script execution", // The translator may not touch the preview of an email.
];

/**
 * Translates every page as Chrome's translator does: it takes each text out of the page and puts
 * elements in its place, `<font><font>…</font></font>`. Here, the text stays the same. React
 * still holds the nodes that were taken out: removing one of them, or inserting something before
 * it, throws, and changing its text changes nothing that people see.
 *
 * @returns what breaks, as it happens
 */
export async function translate(page: Page): Promise<string[]> {
  const broken: string[] = [];
  page.on("pageerror", (error) => broken.push(error.message));
  page.on("console", (message) => {
    const text = message.text();
    const isExpected = expected.some((start) => text.startsWith(start));
    if (message.type() === "error" && !isExpected) broken.push(text);
  });
  await page.exposeFunction("reportStale", (text: string) => broken.push(text));
  await page.addInitScript(wrapTexts);
  // Nothing may be clicked before the translator has begun.
  const goto = page.goto.bind(page);
  page.goto = async (url, options) => {
    const response = await goto(url, options);
    await page.waitForFunction(() => document.documentElement.classList.contains("translated-ltr"));
    return response;
  };
  return broken;
}

/** Runs in the page, so it can use nothing from outside. */
function wrapTexts() {
  const skipped = "script, style, noscript, textarea, title, font";
  const report = (globalThis as unknown as { reportStale: (text: string) => void }).reportStale;

  function wrap(node: Node) {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    const texts = [];
    for (let text = walker.nextNode(); text; text = walker.nextNode()) texts.push(text as Text);
    for (const text of texts) {
      if (!text.data.trim() || text.parentElement?.closest(skipped)) continue;
      const place = text.parentElement;
      const outer = document.createElement("font");
      const inner = document.createElement("font");
      inner.textContent = text.data;
      outer.append(inner);
      text.replaceWith(outer);
      const whole = place?.textContent ?? "";
      new MutationObserver(() => report(`"${whole}" isn't replaced by "${text.data}"`)).observe(
        text,
        { characterData: true },
      );
    }
  }

  function begin() {
    wrap(document.body);
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) {
        for (const node of addedNodes) if (node.isConnected) wrap(node.parentNode ?? node);
      }
    }).observe(document.body, { childList: true, subtree: true });
    document.documentElement.classList.add("translated-ltr");
  }

  // After React has taken over what the server has rendered, as a translation takes its time.
  function whenReady() {
    const isReact = Object.keys(document.querySelector("main *") ?? {}).some((key) =>
      key.startsWith("__react"),
    );
    const isPlain = location.pathname.startsWith("/dev/");
    if (document.readyState === "complete" && (isReact || isPlain)) requestIdleCallback(begin);
    else requestAnimationFrame(whenReady);
  }
  requestAnimationFrame(whenReady);
}
