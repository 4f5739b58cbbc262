import { randomBytes } from "node:crypto";
import { desc } from "drizzle-orm";
import { type Context, Hono } from "hono";
import { setSignedCookie } from "hono/cookie";
import { html } from "hono/html";
import { db } from "~/db";
import { user } from "~/db/schema";
import { auth } from "~/services/auth.server";
import { readForm } from "./checks";
import { developerOnly, developerPage } from "./developer-page";
import type { ServerEnvironment } from "./session";
import page from "./users.html?raw";

const MOST_LISTED = 100;

const names = [
  "Ada Lovelace",
  "Alan Turing",
  "Barbara Liskov",
  "Claude Shannon",
  "Donald Knuth",
  "Edsger Dijkstra",
  "Frances Allen",
  "Grace Hopper",
  "John Backus",
  "Margaret Hamilton",
];

/**
 * The people in the database, while you develop: sign in as one of them, or create ten. Production
 * doesn't have this page.
 */
export const userPages = new Hono<ServerEnvironment>();

userPages.use("/dev/users/:action?", developerOnly);

userPages.get("/dev/users", async (c) => {
  const people = await db.select().from(user).orderBy(desc(user.createdAt)).limit(MOST_LISTED);
  const list = people.length === 0 ? nobody() : people.map(person);
  return developerPage(c, page, { "<!-- people -->": list });
});

/** Ten more people, with confirmed addresses that no email reaches. */
userPages.post("/dev/users/create", async (c) => {
  const { internalAdapter } = await auth.$context;
  const suffix = randomBytes(2).toString("hex");
  for (const name of names) {
    const [first = ""] = name.toLowerCase().split(" ");
    const email = `${first}-${suffix}@example.com`;
    await internalAdapter.createUser(
      { name, email, emailVerified: true },
      { method: "email-password" },
    );
  }
  return c.redirect("/dev/users", 303);
});

/** Signs in as anyone, without a code, a password, or a second factor. */
userPages.post("/dev/users/sign-in", async (c) => {
  const { id } = await readForm(c);
  const { internalAdapter } = await auth.$context;
  const found = await internalAdapter.findUserById(String(id));
  if (!found) return c.text("There's no user with this id.", 404);
  await startSession(c, found.id);
  // @feature token
  // Tokens are added to JSON, and the script of the page keeps them.
  if (c.req.header("accept") === "application/json") return c.json({ status: true });
  // @end
  return c.redirect("/dashboard", 303);
});

async function startSession(c: Context<ServerEnvironment>, userId: string) {
  const { authCookies, internalAdapter, secret } = await auth.$context;
  const { headers } = c.req.raw;
  const session = await internalAdapter.createSession(userId, false, {
    ipAddress: headers.get("x-client-ip"),
    userAgent: headers.get("user-agent"),
  });
  const { name, attributes } = authCookies.sessionToken;
  const { httpOnly, secure, maxAge } = attributes;
  await setSignedCookie(c, name, session.token, secret, {
    path: "/",
    sameSite: "Lax",
    httpOnly: httpOnly !== false,
    secure: secure === true,
    ...(maxAge && { maxAge }),
  });
}

function nobody() {
  return html`<p class="empty"><strong>No users yet</strong> Sign up, or create ten.</p>`;
}

/** An email that breaks before the @, if it has to. */
function breakable(email: string) {
  const domain = email.lastIndexOf("@");
  return html`${email.slice(0, domain)}<wbr />${email.slice(domain)}`;
}

function person({ id, name, email, createdAt }: typeof user.$inferSelect) {
  return html`<li class="row">
    <div>
      <strong>${name || email}</strong>
      <p class="meta">
        <span class="facts">
          ${name && html`<span>${breakable(email)}</span>`}
          <span>since ${createdAt.toISOString().slice(0, 10)}</span>
        </span>
      </p>
    </div>
    <form method="post" action="/dev/users/sign-in">
      <input type="hidden" name="id" value="${id}" />
      <button type="submit" class="button" aria-label="Sign in as ${name || email}">Sign in</button>
    </form>
  </li>`;
}
