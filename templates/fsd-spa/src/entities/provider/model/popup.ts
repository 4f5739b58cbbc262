/** The name of the window, for the form that leads to the provider in it. */
export const POPUP = "sign-in-with";

/**
 * Opens a window of its own, so that the page stays as it is. Returns whether the browser allowed
 * it.
 */
export function openPopup(): boolean {
  return open("", POPUP, "popup,width=480,height=720") !== null;
}
