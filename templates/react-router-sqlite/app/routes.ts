import { index, layout, type RouteConfig, route } from "@react-router/dev/routes";

export default [
  index("routes/home.tsx"),
  route("login", "routes/login.tsx"),
  route("know-browser", "routes/know-browser.tsx"),
  route("login/2fa", "routes/second-factor.tsx"), // @feature two-factor
  // @feature password
  route("login/new-browser", "routes/new-browser.tsx"),
  route("register", "routes/register.tsx"),
  route("confirm-email", "routes/confirm-email.tsx"),
  route("forgot-password", "routes/forgot-password.tsx"),
  route("reset-password", "routes/reset-password.tsx"),
  // @end
  // @feature account
  route("account-deleted", "routes/account-deleted.tsx"),
  route("undo-email-change", "routes/undo-email-change.tsx"),
  // @end
  route("sign-out", "routes/sign-out.ts"),
  // Your pages for everyone go here.

  // Everything in here is for people who are signed in.
  layout("routes/protected.tsx", [
    route("dashboard", "routes/dashboard.tsx"),
    // @feature account
    route("account", "routes/account.tsx"),
    route("account/data", "routes/account-data.ts"),
    // @end
    route("create-passkey", "routes/create-passkey.tsx"), // @feature code-recovery
    // Your pages for them go here.
  ]),
  route("*", "routes/not-found.tsx"),
] satisfies RouteConfig;
