import { html, raw } from "hono/html";
import { appName } from "~/brand";
import { darkColor, lightColor } from "~/lib/colors";
import { markSvg } from "~/lib/mark";

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

const page = lightColor("background");
const card = lightColor("card");
const border = lightColor("border");
const text = lightColor("foreground");
const quietText = lightColor("muted-foreground");
const primary = lightColor("primary");
const onPrimary = lightColor("primary-foreground");
const sans = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif";
const table = raw('table role="presentation" cellpadding="0" cellspacing="0" border="0"');

// Most mail programs know this query. The others keep the light colors, which read well everywhere.
const dark = raw(`
  :root { color-scheme: light dark; }
  @media (prefers-color-scheme: dark) {
    .page { background-color: ${darkColor("background")} !important; }
    .card { background-color: ${darkColor("card")} !important; border-color: ${darkColor("border")} !important; }
    .code { background-color: ${darkColor("muted")} !important; border-color: ${darkColor("border")} !important; }
    .text, .code { color: ${darkColor("foreground")} !important; }
    .quiet { color: ${darkColor("muted-foreground")} !important; }
    .button { background-color: ${darkColor("primary")} !important; color: ${darkColor("primary-foreground")} !important; }
  }
`);

// Fills the line that shows the preview, so that nothing of the body (a code!) follows on it.
const filler = raw("&#847;&zwnj;&nbsp;".repeat(100));

// Outlook knows no largest width, so it gets a table of a fixed one around the rest.
const inOutlook = raw('<!--[if mso]><table role="presentation" width="480"><tr><td><![endif]-->');
const endInOutlook = raw("<!--[if mso]></td></tr></table><![endif]-->");

/** The frame of every email. No images, and tables, because that is what all mail programs show. */
export async function emailHtml({ title, preview, body }: Layout) {
  const document = await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${title}</title>
<style>${dark}</style>
</head>
<body class="page" style="margin:0;padding:0;background-color:${page}">
<div style="display:none;max-height:0;overflow:hidden" aria-hidden="true">${preview} ${filler}</div>
<div role="article" aria-roledescription="email" aria-label="${title}" lang="en">
<${table} width="100%" class="page" style="background-color:${page}">
<tr><td align="center" style="padding:32px 16px">
${inOutlook}
<${table} width="100%" style="max-width:480px;text-align:left">
<tr><td style="padding:0 4px 16px">${letterhead()}</td></tr>
<tr><td class="card text" style="padding:28px 28px 12px;border:1px solid ${border};border-radius:14px;background-color:${card};${sans};font-size:16px;line-height:24px;color:${text}">
<h1 class="text" style="margin:0 0 16px;font-size:20px;line-height:28px;color:${text}">${title}</h1>
${[body].flat().map((part) => part.html)}
</td></tr>
</table>
${endInOutlook}
</td></tr>
</table>
</div>
</body>
</html>`;
  return String(document);
}

/** The mark and the name. Where SVG is left out of emails, the first letter shows in its place. */
function letterhead() {
  const drawing = raw(markSvg('width="32" height="32" style="display:block;margin-top:-32px"'));
  return html`<${table}><tr>
<td aria-hidden="true" width="32" height="32" align="center" style="width:32px;height:32px;border-radius:8px;background-color:${primary};color:${onPrimary};${sans};font-size:18px;font-weight:700"><div style="height:32px;line-height:32px;overflow:hidden">${appName.charAt(0)}${drawing}</div></td>
<td class="text" style="padding-left:10px;${sans};font-size:16px;font-weight:600;color:${text}">${appName}</td>
</tr></table>`;
}

export function paragraph(words: string): Part {
  return {
    text: words,
    html: html`<p class="text" style="margin:0 0 16px;color:${text}">${words}</p>`,
  };
}

/** Small print, still with enough contrast. */
export function quiet(words: string): Part {
  return {
    text: words,
    html: html`<p class="quiet" style="margin:0 0 16px;font-size:14px;line-height:20px;color:${quietText}">${words}</p>`,
  };
}

/** A link as a button. Its address is below it in full, for people who want to see where it leads. */
export function linkButton(label: string, link: string): Part {
  return {
    text: `${label}:\n${link}`,
    html: html`<${table} style="margin:0 0 16px"><tr><td class="button" bgcolor="${primary}" style="border-radius:10px;background-color:${primary}"><a class="button" href="${link}" style="display:inline-block;padding:12px 20px;border-radius:10px;background-color:${primary};color:${onPrimary};${sans};font-size:16px;font-weight:600;text-decoration:none">${label}</a></td></tr></table>
<p class="quiet" style="margin:0 0 16px;font-size:14px;line-height:20px;color:${quietText};word-break:break-all">${link}</p>`,
  };
}

const frame = `border:1px solid ${border};border-radius:10px;background-color:${lightColor("muted")}`;
const digits = `color:${text};font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:32px;line-height:40px;font-weight:700;letter-spacing:6px;text-align:center`;

/** Without spaces between the digits, and selected by one click, so that copying it is easy. */
export function largeCode(code: string): Part {
  return {
    text: code,
    html: html`<p class="code" style="margin:0 0 16px;padding:16px;${frame};${digits};-webkit-user-select:all;user-select:all">${code}</p>`,
  };
}
