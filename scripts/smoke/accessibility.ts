import assert from "node:assert/strict";
import axe from "axe-core";
import type { Page } from "playwright-core";

/**
 * Finds what keeps people out of the page as it stands, in light and in dark: WCAG 2.2 A and AA,
 * and axe's own best practices.
 *
 * @throws AssertionError with each rule that is broken and where
 */
export async function assertAccessible(page: Page, name: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // Colours on their way from one scheme to the other have contrasts of their own.
    await page.evaluate(() =>
      Promise.allSettled(document.getAnimations().map(({ finished }) => finished)),
    );
    // Through the debugger: the page's own policy lets no foreign script in.
    await page.evaluate(axe.source);
    const broken = await page.evaluate(async () => {
      const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`,
      );
    });
    assert.deepEqual(broken, [], `${name} is accessible (${colorScheme})`);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}
