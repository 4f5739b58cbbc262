import * as build from "virtual:react-router/server-build";
import { Hono } from "hono";
import { createRequestHandler } from "react-router";
import { pageContext } from "~/context.server";
import { env, isProduction } from "~/env.server";
import { handleAuth } from "~/services/auth-call.server";
import { cookies } from "~/services/hardening/cookies";
import { report } from "~/services/report.server";
import { largestBody, ownRequest, sameOrigin, wellFormedRequest } from "./checks";
import { favicon, headers, noStore, staticFiles } from "./headers";
import { health } from "./listen";
import { mailboxPages } from "./mailbox";
import { sealedCookies } from "./sealed-cookies";
import { type ServerEnvironment, session, sessionEndpoint } from "./session";
import { signInAsPages } from "./social/sign-in-as"; // @feature social
import { socialPages } from "./social/sign-in-with"; // @feature social
import { userPages } from "./users"; // @feature account

/** All middleware, in order. */
export const app = new Hono<ServerEnvironment>();

// Asked by whatever runs the app, under whatever host name it likes.
app.get("/healthz", health);

app.use(headers);
app.use(wellFormedRequest);
app.use(ownRequest);
app.use(sameOrigin);
app.use(largestBody);
app.get("/favicon.svg", favicon);
if (import.meta.env.PROD) app.use(staticFiles());
app.use(noStore);
app.use(sealedCookies(cookies(env).cookiePrefix, env.BETTER_AUTH_SECRET));
app.route("/", socialPages); // @feature social
app.get("/api/auth/get-session", sessionEndpoint);
app.all("/api/auth/*", (c) => handleAuth(c.req.raw));
if (!isProduction) app.route("/", mailboxPages);
if (!isProduction) app.route("/", signInAsPages); // @feature social
if (!isProduction) app.route("/", userPages); // @feature account
app.use(session);
// The routes of the app (routes.ts).
const handle = createRequestHandler(build, import.meta.env.MODE);
app.all("*", (c) => handle(c.req.raw, pageContext(c)));

app.onError((error, c) => {
  report("A request failed:", error);
  return c.text("Something went wrong on our side.", 500);
});
