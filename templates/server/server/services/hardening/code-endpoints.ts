// @feature email-code
export const SEND_CODE = "/email-otp/send-verification-otp";
export const SIGN_IN_WITH_CODE = "/sign-in/email-otp";
