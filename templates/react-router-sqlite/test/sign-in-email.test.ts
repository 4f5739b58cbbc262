// @feature email-code
import { expect, test, vi } from "vitest";
import { CODE_LIFETIME_IN_MINUTES } from "~/code-rules"; // @feature email-code
import { appName } from "~/lib/app-name";
import { inWords } from "~/lib/in-words"; // @feature email-code
import { sendSignInCode } from "~/services/emails/sign-in-code.server"; // @feature email-code

const { sendEmail } = vi.hoisted(() => ({ sendEmail: vi.fn() }));
vi.mock("~/services/email.server", () => ({ sendEmail }));

// @feature email-code
test("the e-mail with the code", async () => {
  await sendSignInCode("person@example.com", "480215");
  const { to, subject, text, html, code } = sendEmail.mock.calls[0]?.[0] ?? {};
  expect({ to, code }).toEqual({ to: "person@example.com", code: "480215" });

  // Phones show the subject, and what follows on it, to whoever looks at the locked screen.
  expect(subject).toContain(appName);
  expect(subject).not.toContain("480215");
  const preview = /display:none[^>]*>([\s\S]*?)<\/div>/.exec(html)?.[1] ?? "";
  expect(preview.length).toBeGreaterThan(200);
  expect(preview).not.toContain("480215");

  for (const part of [text, html]) {
    expect(part).toContain(inWords(CODE_LIFETIME_IN_MINUTES));
    expect(part).toContain("You did not ask for this?");
  }
  // Alone on its line, and in one piece, to be copied.
  expect(text).toMatch(/^480215$/m);
  expect(html.match(/>480215</g)).toHaveLength(1);

  expect(html).toContain('<html lang="en">');
  expect(html).toContain("prefers-color-scheme: dark");
  expect(html).not.toMatch(/<img|url\(|<script|https?:/);
});
// @end

test("an app's name cannot become HTML", async () => {
  const { emailHtml, paragraph } = await import("~/services/emails/layout");
  const body = await paragraph("<script>1</script>");
  const page = await emailHtml({ title: "A & <b>", preview: '"<i>', body });
  expect(page).not.toMatch(/<script>|<b>|<i>/);
});
