import { index, layout, type RouteConfig, route } from "@react-router/dev/routes";

export default [
  index("routes/home.tsx"),
  route("login", "routes/login.tsx"),
  route("sign-out", "routes/sign-out.ts"),
  // Whatever stands in here is for people who are signed in.
  layout("routes/protected.tsx", [route("dashboard", "routes/dashboard.tsx")]),
  route("*", "routes/not-found.tsx"),
] satisfies RouteConfig;
