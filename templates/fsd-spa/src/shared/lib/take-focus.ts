/**
 * For what takes the place of the thing that had the focus, so that keyboards and screen readers go
 * on from there: `<h2 ref={takeFocus} tabIndex={-1}>`.
 */
export function takeFocus(element: HTMLElement | null): void {
  element?.focus();
}
