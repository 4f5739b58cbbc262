import type { Server } from "./server";
import { certificate, startSmtpServer } from "./smtp-server";

const inbox = await startSmtpServer();

/** The variables with which a server's e-mail gets here. */
export const emailSettings = { SMTP_URL: inbox.url(), NODE_EXTRA_CA_CERTS: certificate.file };

/** The newest e-mail that has arrived for an address, as it was before it was made fit for the way. */
export function textSentTo(_server: Server, email: string) {
  const raw = inbox.received.findLast(({ to }) => to === email)?.raw ?? "";
  return raw
    .replace(/=\r?\n/g, "")
    .replace(/=([\dA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}
