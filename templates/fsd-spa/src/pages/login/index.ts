import { lazy } from "react";

export { LoginPage } from "./ui/LoginPage";

// @feature social
export const SignedInPage = lazy(async () => {
  const { SignedInPage } = await import("./ui/SignedInPage");
  return { default: SignedInPage };
});

// @end
export const KnowBrowserPage = lazy(async () => {
  const { KnowBrowserPage } = await import("./ui/KnowBrowserPage");
  return { default: KnowBrowserPage };
});
