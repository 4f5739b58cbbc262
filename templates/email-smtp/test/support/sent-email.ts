import type { Server } from "./server";
import { certificate, startSmtpServer, textIn } from "./smtp-server";

const inbox = await startSmtpServer();

/** The variables with which a server's email gets here. */
export const emailSettings = { SMTP_URL: inbox.url(), NODE_EXTRA_CA_CERTS: certificate.file };

/** The newest email that has arrived for an address. */
export function textSentTo(_server: Server, email: string) {
  return textIn(inbox.received.findLast(({ to }) => to === email)?.raw ?? "");
}
