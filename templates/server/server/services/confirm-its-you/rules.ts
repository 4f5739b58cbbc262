export const CONFIRM = "/confirm-its-you";
export const SEND_CONFIRMATION_CODE = "/confirm-its-you/send-code";

/** How many requests one client address may send in so many seconds. Tests read them here. */
export const confirmLimits = {
  [CONFIRM]: { window: 60, max: 10 },
  [SEND_CONFIRMATION_CODE]: { window: 60, max: 3 },
};

/** Our own endpoints that are open. */
export const confirmEndpoints = Object.keys(confirmLimits);
