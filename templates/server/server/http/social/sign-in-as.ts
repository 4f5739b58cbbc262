import { Hono } from "hono";
import { html } from "hono/html";
import { z } from "zod";
import { appName, hue } from "~/brand";
import colors from "~/colors.css?raw";
import { LONGEST_EMAIL, LONGEST_NAME } from "~/services/rules";
import { nameOf } from "~/services/sign-in/social/connections.server";
import {
  agree,
  authorization,
  isOwnRequest,
  refuse,
} from "~/services/sign-in/social/stand-in.server";
import { developerOnly } from "../mailbox";
import type { ServerEnvironment } from "../session";
import page from "./sign-in-as.html?raw";

/** Where development plays a provider: sign in as anyone, or refuse. Production doesn't have it. */
export const signInAsPages = new Hono<ServerEnvironment>();

signInAsPages.use("/dev/sign-in-as/:provider", developerOnly);

signInAsPages.get("/dev/sign-in-as/:provider", async (c) => {
  const provider = c.req.param("provider");
  const request = authorization.safeParse(c.req.query());
  if (!request.success || !isOwnRequest(request.data, provider, c.req.raw.url)) {
    return c.text(
      "This isn't a sign-in that this app has begun. Start from its sign-in page.",
      400,
    );
  }
  const [name, app] = [String(await html`${nameOf(provider)}`), String(await html`${appName}`)];
  const fields = await html`${Object.entries(request.data).map(
    ([field, value]) => html`<input type="hidden" name="${field}" value="${value}" />`,
  )}`;
  const text = page
    .replaceAll("nonce-of-this-response", c.get("secureHeadersNonce") ?? "")
    .replaceAll("name-of-the-provider", () => name)
    .replaceAll("name-of-the-app", () => app)
    .replace("/* colors of the app */", () => `:root { --hue: ${hue}; }\n${colors}`)
    .replace("<!-- request -->", () => String(fields));
  return c.html(text);
});

const decision = z.discriminatedUnion("decision", [
  z.object({
    decision: z.literal("agree"),
    name: z.string().trim().max(LONGEST_NAME),
    email: z.string().trim().max(LONGEST_EMAIL).pipe(z.email()),
    verified: z.literal("on").optional(),
  }),
  z.object({ decision: z.literal("refuse") }),
]);

signInAsPages.post("/dev/sign-in-as/:provider", async (c) => {
  const form = await c.req.parseBody();
  const request = authorization.safeParse(form);
  const made = decision.safeParse(form);
  if (!request.success || !isOwnRequest(request.data, c.req.param("provider"), c.req.raw.url)) {
    return c.text(
      "This isn't a sign-in that this app has begun. Start from its sign-in page.",
      400,
    );
  }
  if (!made.success) return c.text("Enter a valid email address. Go back to correct it.", 400);
  if (made.data.decision === "refuse") return c.redirect(refuse(request.data), 303);
  const { name, email, verified } = made.data;
  return c.redirect(agree(request.data, { name, email, email_verified: verified === "on" }), 303);
});
