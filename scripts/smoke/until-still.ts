import type { Page } from "playwright-core";

/**
 * Waits until nothing moves, such as colors that change to those of another scheme. A
 * spinner, which never ends, counts as still. This asks the animations for their state, because
 * the `finished` promise of a transition that another one has replaced can stay pending.
 */
export async function untilStill(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== "running" ||
          effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY,
      ),
  );
}
