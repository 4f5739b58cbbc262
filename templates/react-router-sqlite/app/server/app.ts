import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { isProduction } from "~/env.server";
import { handleAuth } from "~/services/auth-call.server";
import { headers } from "./headers";
import { health } from "./health";
import { mailboxPages } from "./mailbox-pages";
import { noStore } from "./no-store";
import { ownRequest } from "./own-request";
import { pages } from "./pages";
import { sameOrigin } from "./same-origin";
import { session } from "./session";
import { staticFiles } from "./static-files";
import type { ServerEnvironment } from "./types";

const LARGEST_BODY_IN_BYTES = 1024 * 1024;

/** Everything between the socket and the pages. The order is the order of the checks. */
export const app = new Hono<ServerEnvironment>();

// Asked by whatever runs the app, under whatever host name it likes.
app.get("/healthz", health);

app.use(headers);
app.use(ownRequest);
app.use(sameOrigin);
app.use(bodyLimit({ maxSize: LARGEST_BODY_IN_BYTES }));
if (import.meta.env.PROD) app.use(staticFiles());
app.use(noStore);
app.all("/api/auth/*", (c) => handleAuth(c.req.raw));
if (!isProduction) app.route("/", mailboxPages);
app.use(session);
app.all("*", pages);

app.onError((error, c) => {
  console.error(error);
  return c.text("Something went wrong on our side.", 500);
});
