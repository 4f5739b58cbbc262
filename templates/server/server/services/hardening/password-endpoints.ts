// @feature password
export const REGISTER = "/register";
export const SIGN_IN_WITH_PASSWORD = "/sign-in/email";
export const CONFIRM_EMAIL = "/confirm-email";
export const FORGOT_PASSWORD = "/request-password-reset";
export const RESET_PASSWORD = "/reset-password";
export const CHANGE_PASSWORD = "/change-password";
