export const ENTER_CODE = "/new-browser/enter-code";
export const SEND_CODE_AGAIN = "/new-browser/send-code-again";

/** How many requests one client address may send in so many seconds. Tests read them here. */
export const newBrowserLimits = {
  [ENTER_CODE]: { window: 60, max: 10 },
  [SEND_CODE_AGAIN]: { window: 60, max: 3 },
};

/** Our own endpoints that are open. */
export const newBrowserEndpoints = Object.keys(newBrowserLimits);
