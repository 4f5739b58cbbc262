import { lazy } from "react";

// Loaded when they are opened: most people only ever sign in.
export const RegisterPage = lazy(async () => {
  const { RegisterPage } = await import("./ui/RegisterPage");
  return { default: RegisterPage };
});
export const ConfirmEmailPage = lazy(async () => {
  const { ConfirmEmailPage } = await import("./ui/ConfirmEmailPage");
  return { default: ConfirmEmailPage };
});
export const ForgotPasswordPage = lazy(async () => {
  const { ForgotPasswordPage } = await import("./ui/ForgotPasswordPage");
  return { default: ForgotPasswordPage };
});
export const ResetPasswordPage = lazy(async () => {
  const { ResetPasswordPage } = await import("./ui/ResetPasswordPage");
  return { default: ResetPasswordPage };
});
