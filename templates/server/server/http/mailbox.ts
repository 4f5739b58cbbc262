import { setTimeout } from "node:timers/promises";
import { Hono } from "hono";
import { html } from "hono/html";
import {
  clearMailbox,
  finishBackground,
  type MailboxEntry,
  mailbox,
} from "~/services/email.server";
import { developerOnly, developerPage } from "./developer-page";
import page from "./mailbox.html?raw";
import type { ServerEnvironment } from "./session";

const LONGEST_WAIT_IN_MS = 1000;

// An email may style itself and nothing more. Its links open in a new tab.
const previewPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
const sandbox = "allow-popups allow-popups-to-escape-sandbox";

/** What the app has sent, to be read while you develop. Production doesn't have these pages. */
export const mailboxPages = new Hono<ServerEnvironment>();

mailboxPages.use("/dev/:page/:id?", developerOnly);
// What is being sent right now is there as well, unless its provider is slow.
mailboxPages.use("/dev/:page/:id?", async (_, next) => {
  await Promise.race([finishBackground(), setTimeout(LONGEST_WAIT_IN_MS)]);
  await next();
});

/** `{ messages: [{ id, sentAt, to, subject, text, html, code?, link? }] }`, newest first. */
mailboxPages.get("/dev/mailbox.json", (c) => c.json({ messages: mailbox }));

mailboxPages.get("/dev/mailbox", (c) => {
  const messages = mailbox.length === 0 ? nothing() : mailbox.map(article);
  return developerPage(c, page, { "<!-- messages -->": messages });
});

mailboxPages.post("/dev/mailbox", (c) => {
  clearMailbox();
  return c.redirect("/dev/mailbox", 303);
});

/** An email by itself, for the frame that shows it in the mailbox. */
mailboxPages.get("/dev/mailbox/:id", (c, next) => {
  const message = mailbox.find(({ id }) => id === c.req.param("id"));
  if (!message) return next();
  c.header("Content-Security-Policy", `${previewPolicy}; sandbox ${sandbox}`);
  return c.html(message.html.replace("<head>", '<head><base target="_blank">'));
});

function nothing() {
  return html`<p class="empty" id="nothing">
    <strong>No emails yet</strong> Emails appear here as soon as the app sends them.
  </p>`;
}

function article(message: MailboxEntry) {
  return html`<article id="${message.id}" aria-labelledby="${message.id}-subject">
    <h2 id="${message.id}-subject">${message.subject}</h2>
    <p class="meta">
      To <strong>${message.to}</strong>
      <span>at <time datetime="${message.sentAt}">${new Date(message.sentAt).toLocaleTimeString("en-GB")}</time></span>
    </p>
    ${message.code ? code(message.code) : ""}
    ${message.link ? html`<p class="open"><a class="button primary link" href="${message.link}">Open the link</a></p>` : ""}
    <details>
      <summary>Preview</summary>
      <iframe
        src="/dev/mailbox/${message.id}"
        title="${message.subject}"
        sandbox="${sandbox}"
        loading="lazy"
      ></iframe>
    </details>
    ${source("Plain text", message.text)} ${source("HTML source", message.html)}
  </article>`;
}

/** What scrolls has to be within reach of the keyboard. */
function source(label: string, text: string) {
  return html`<details>
    <summary>${label}</summary>
    <pre tabindex="0" role="region" aria-label="${label}">${text}</pre>
  </details>`;
}

function code(value: string) {
  return html`<p class="code">
    <output aria-label="Code">${value}</output>
    <button class="button" type="button" data-copy="${value}" hidden>Copy</button>
  </p>`;
}
