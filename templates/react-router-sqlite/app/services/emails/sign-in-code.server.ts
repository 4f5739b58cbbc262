import { sendEmail } from "~/services/email.server";

/** Sends the code. It is not in the subject, which phones show on a locked screen. */
export async function sendSignInCode(to: string, code: string) {
  await sendEmail({
    to,
    subject: "Your sign-in code",
    text: [
      `Your sign-in code is ${code}`,
      "It works once, for 10 minutes, in the browser that asked for it.",
      "If that was not you, ignore this message and give the code to nobody.",
    ].join("\n\n"),
    html: [
      `<p>Your sign-in code is</p>`,
      `<p style="font-size:2rem;font-weight:700;letter-spacing:.2em">${code}</p>`,
      `<p>It works once, for 10 minutes, in the browser that asked for it.</p>`,
      `<p>If that was not you, ignore this message and give the code to nobody.</p>`,
    ].join("\n"),
    code,
  });
}
