import assert from "node:assert/strict";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { untilStill } from "./until-still.ts";

/**
 * Checks the accessibility of the page in its current state, in light and in dark: WCAG 2.2 A and
 * AA, and axe's own best practices.
 *
 * @throws AssertionError with each rule that is violated and where
 */
export async function assertAccessible(page: Page, name: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // While colors change from one scheme to the other, their contrast differs.
    await untilStill(page);
    // Through the debugger, because the page's own policy blocks foreign scripts.
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
