import { lazy } from "react";

export { LoginPage } from "./ui/LoginPage";

export const KnowBrowserPage = lazy(async () => {
  const { KnowBrowserPage } = await import("./ui/KnowBrowserPage");
  return { default: KnowBrowserPage };
});
