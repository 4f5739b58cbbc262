/**
 * For an element that replaces the one that had the focus, so that keyboards and screen readers
 * continue from there: `<h2 ref={takeFocus} tabIndex={-1}>`.
 */
export function takeFocus(element: HTMLElement | null): void {
  element?.focus();
}
