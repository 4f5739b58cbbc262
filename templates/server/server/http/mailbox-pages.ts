import { setTimeout } from "node:timers/promises";
import { Hono } from "hono";
import { html, raw } from "hono/html";
import { finishBackground, type MailboxEntry, mailbox } from "~/services/email.server";
import { developerOnly } from "./developer-only";
import styles from "./mailbox.css?raw";
import script from "./mailbox-script.js?raw";
import type { ServerEnvironment } from "./types";

const LONGEST_WAIT_IN_MS = 1000;

/** What the app has sent, to be read while you develop. Production does not have these pages. */
export const mailboxPages = new Hono<ServerEnvironment>();

mailboxPages.use("/dev/:page", developerOnly);
// What is being sent right now is there as well, unless its provider is slow.
mailboxPages.use("/dev/:page", async (_, next) => {
  await Promise.race([finishBackground(), setTimeout(LONGEST_WAIT_IN_MS)]);
  await next();
});

/** `{ messages: [{ id, sentAt, to, subject, text, html, code?, link? }] }`, newest first. */
mailboxPages.get("/dev/mailbox.json", (c) => c.json({ messages: mailbox }));

mailboxPages.get("/dev/mailbox", (c) => {
  const nonce = c.get("secureHeadersNonce");
  return c.html(html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Mailbox</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <style nonce="${nonce}">${raw(styles)}</style>
      </head>
      <body>
        <header>
          <h1>Mailbox</h1>
          <p>E-mail of this app since it was started, newest first. Development only.</p>
          <p><a href="/">Back to the app</a></p>
        </header>
        <main id="messages" aria-live="polite">
          ${mailbox.length === 0 ? html`<p class="empty">Nothing has been sent yet.</p>` : ""}
          ${mailbox.map(article)}
        </main>
        <script nonce="${nonce}">${raw(script)}</script>
      </body>
    </html>`);
});

function article(message: MailboxEntry) {
  return html`<article id="${message.id}" aria-labelledby="${message.id}-subject">
    <h2 id="${message.id}-subject">${message.subject}</h2>
    <p class="meta">
      To <strong>${message.to}</strong> at
      <time datetime="${message.sentAt}">${new Date(message.sentAt).toLocaleTimeString("en-GB")}</time>
    </p>
    ${message.code ? code(message.code) : ""}
    ${message.link ? html`<p><a class="link" href="${message.link}">Open the link</a></p>` : ""}
    <details>
      <summary>The whole message</summary>
      <pre>${message.text}</pre>
    </details>
  </article>`;
}

function code(value: string) {
  return html`<p class="code">
    <output aria-label="Code">${value}</output>
    <button type="button" data-copy="${value}" hidden>Copy</button>
  </p>`;
}
