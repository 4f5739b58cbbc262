import { html, raw } from "hono/html";

type Html = Awaited<ReturnType<typeof html>>;

/** A part of an email, for programs that show HTML and for those that don't. */
export interface Part {
  html: Html | Promise<Html>;
  text: string;
}

interface Layout {
  title: string;
  /** What lists and locked screens show beside the subject, instead of the beginning of the body. */
  preview: string;
  body: Part | Part[];
}

/** An email that says the same in its text and in its HTML, and has its subject as title. */
export async function compose({ title, preview, body }: Layout) {
  return {
    subject: title,
    text: [body]
      .flat()
      .map(({ text }) => text)
      .join("\n\n"),
    html: await emailHtml({ title, preview, body }),
  };
}

// Most mail programs know this query; the others keep the light colours, which read well everywhere.
const dark = raw(`
  :root { color-scheme: light dark; }
  @media (prefers-color-scheme: dark) {
    .page { background-color: #111318 !important; }
    .card { background-color: #1b1e25 !important; border-color: #343945 !important; }
    .text, .code { color: #f3f4f6 !important; }
    .code { background-color: #2a2f3a !important; border-color: #4b5262 !important; }
    .quiet { color: #b6bcc8 !important; }
  }
`);

// Fills the line that shows the preview, so that nothing of the body (a code!) follows on it.
const filler = raw("&#847;&zwnj;&nbsp;".repeat(100));

/** The frame of every email. No images, and tables, because that is what all mail programs show. */
export async function emailHtml({ title, preview, body }: Layout) {
  const page = await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${title}</title>
<style>${dark}</style>
</head>
<body class="page" style="margin:0;padding:0;background-color:#f4f5f7">
<div style="display:none;max-height:0;overflow:hidden" aria-hidden="true">${preview} ${filler}</div>
<div role="article" aria-roledescription="email" lang="en">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" class="page" style="background-color:#f4f5f7">
<tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" class="card" style="max-width:480px;background-color:#ffffff;border:1px solid #dcdfe5;border-radius:12px">
<tr><td class="text" style="padding:32px 28px;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:16px;line-height:24px;color:#1a1d23">
<h1 class="text" style="margin:0 0 16px;font-size:20px;line-height:28px;color:#1a1d23">${title}</h1>
${[body].flat().map((part) => part.html)}
</td></tr>
</table>
</td></tr>
</table>
</div>
</body>
</html>`;
  return String(page);
}

export function paragraph(text: string): Part {
  return { text, html: html`<p class="text" style="margin:0 0 16px;color:#1a1d23">${text}</p>` };
}

/** Small print, still with enough contrast. */
export function quiet(text: string): Part {
  return {
    text,
    html: html`<p class="quiet" style="margin:0;font-size:14px;line-height:20px;color:#565c69">${text}</p>`,
  };
}

/** A link as a button. Its address is below it in full, for people who want to see where it leads. */
export function linkButton(label: string, link: string): Part {
  return {
    text: link,
    html: html`<p style="margin:0 0 16px"><a href="${link}" style="display:inline-block;padding:12px 20px;border-radius:8px;background-color:#0f5f46;color:#ffffff;font-weight:600;text-decoration:none">${label}</a></p>
<p class="quiet" style="margin:0 0 16px;font-size:14px;line-height:20px;color:#565c69;word-break:break-all">${link}</p>`,
  };
}
