import { html, raw } from "hono/html";

type Html = Awaited<ReturnType<typeof html>>;

interface Layout {
  title: string;
  /** What lists and locked screens show beside the subject, instead of the beginning of the body. */
  preview: string;
  body: Html;
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

/** The frame of every e-mail. No images, and tables, because that is what all mail programs show. */
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
${body}
</td></tr>
</table>
</td></tr>
</table>
</div>
</body>
</html>`;
  return String(page);
}

export function paragraph(text: string) {
  return html`<p class="text" style="margin:0 0 16px;color:#1a1d23">${text}</p>`;
}

/** Small print, still with enough contrast. */
export function quiet(text: string) {
  return html`<p class="quiet" style="margin:0;font-size:14px;line-height:20px;color:#565c69">${text}</p>`;
}

// @feature email-code
/** Without spaces between the digits, and selected by one click, so that copying it is easy. */
export function largeCode(code: string) {
  return html`<p class="code" style="margin:0 0 16px;padding:16px;border:1px solid #dcdfe5;border-radius:8px;background-color:#f4f5f7;color:#1a1d23;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:32px;line-height:40px;font-weight:700;letter-spacing:6px;text-align:center;-webkit-user-select:all;user-select:all">${code}</p>`;
}
// @end

/** A link as a button. Its address is below it in full, for people who want to see where it leads. */
export function linkButton(text: string, link: string) {
  return html`<p style="margin:0 0 16px"><a href="${link}" style="display:inline-block;padding:12px 20px;border-radius:8px;background-color:#0f5f46;color:#ffffff;font-weight:600;text-decoration:none">${text}</a></p>
<p class="quiet" style="margin:0 0 16px;font-size:14px;line-height:20px;color:#565c69;word-break:break-all">${link}</p>`;
}
