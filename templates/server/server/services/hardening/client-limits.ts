/** How many requests one client address may send in so many seconds. Tests read them here. */
export const clientLimits = {
  // @feature email-code
  "/email-otp/send-verification-otp": { window: 60, max: 3 },
  "/sign-in/email-otp": { window: 60, max: 10 },
  // @end
  // @feature password
  "/register": { window: 60, max: 3 },
  "/sign-in/email": { window: 60, max: 10 },
  "/confirm-email": { window: 60, max: 10 },
  "/request-password-reset": { window: 60, max: 3 },
  "/reset-password": { window: 60, max: 10 },
  "/change-password": { window: 60, max: 10 },
  // @end
  "/know-browser": { window: 60, max: 10 },
  "/two-factor/*": { window: 60, max: 10 }, // @feature two-factor
};
