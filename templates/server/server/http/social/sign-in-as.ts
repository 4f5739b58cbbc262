import { Hono } from "hono";
import { html } from "hono/html";
import { z } from "zod";
import { LONGEST_EMAIL, LONGEST_NAME } from "~/services/rules";
import { nameOf } from "~/services/sign-in/social/connections.server";
import {
  agree,
  authorization,
  isOwnRequest,
  refuse,
} from "~/services/sign-in/social/stand-in.server";
import { readForm } from "../checks";
import { developerOnly, developerPage } from "../developer-page";
import type { ServerEnvironment } from "../session";
import page from "./sign-in-as.html?raw";

const notBegun = "This app didn't start this sign-in. Start again from its sign-in page.";

/**
 * Where the app stands in for a provider during development: sign in as anyone, or cancel.
 * Production doesn't have it.
 */
export const signInAsPages = new Hono<ServerEnvironment>();

signInAsPages.use("/dev/sign-in-as/:provider", developerOnly);

signInAsPages.get("/dev/sign-in-as/:provider", async (c) => {
  const provider = c.req.param("provider");
  const request = authorization.safeParse(c.req.query());
  if (!request.success || !isOwnRequest(request.data, provider, c.req.raw.url)) {
    return c.text(notBegun, 400);
  }
  const fields = Object.entries(request.data).map(
    ([field, value]) => html`<input type="hidden" name="${field}" value="${value}" />`,
  );
  return developerPage(c, page, {
    "name-of-the-provider": nameOf(provider),
    "<!-- request -->": fields,
  });
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
  const form = await readForm(c);
  const request = authorization.safeParse(form);
  const made = decision.safeParse(form);
  if (!request.success || !isOwnRequest(request.data, c.req.param("provider"), c.req.raw.url)) {
    return c.text(notBegun, 400);
  }
  if (!made.success) return c.text("Enter a valid email address. Go back to correct it.", 400);
  if (made.data.decision === "refuse") return c.redirect(refuse(request.data), 303);
  const { name, email, verified } = made.data;
  return c.redirect(agree(request.data, { name, email, email_verified: verified === "on" }), 303);
});
