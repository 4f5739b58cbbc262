import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { makeCertificate } from "./certificate.ts";

export const certificate = makeCertificate("localhost");

const user = "app@example.com";
const password = "p@ss:word";

/** What a server thinks of a message: `undefined` takes it. */
type Judge = (to: string, raw: string) => Error | "hang up" | undefined;

/** A real mail server with TLS that wants a name and a password, and keeps what it gets. */
export async function startSmtpServer(options: SMTPServerOptions = {}, judge?: Judge) {
  const received: { to: string; raw: string; encrypted: boolean; user: unknown }[] = [];
  const server = new SMTPServer({
    secure: true,
    ...certificate,
    onAuth: ({ username, password: given }, _session, done) =>
      username === user && given === password
        ? done(null, { user: username })
        : done(Object.assign(new Error("Who are you?"), { responseCode: 535 })),
    async onData(stream, session, done) {
      const raw = await text(stream);
      const [{ address: to } = { address: "" }] = session.envelope.rcptTo;
      const problem = judge?.(to, raw);
      if (problem === "hang up") {
        for (const connection of server.connections) {
          if (connection.id === session.id) connection.close();
        }
        return;
      }
      if (!problem) received.push({ to, raw, encrypted: session.secure, user: session.user });
      done(problem);
    },
    ...options,
  });
  // A client that goes away in the middle is what some tests are about.
  server.on("error", () => {});
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  listening.unref();
  const { port } = listening.address() as AddressInfo;

  function url({ scheme = "smtps", host = "localhost", secret = password, query = "" } = {}) {
    const credentials = `${encodeURIComponent(user)}:${encodeURIComponent(secret)}`;
    return `${scheme}://${credentials}@${host}:${port}?${query}`;
  }

  return { server, received, url };
}

/** A message as it was before it was made fit for the way. */
export function textIn(raw: string) {
  return raw
    .replace(/=\r?\n/g, "")
    .replace(/=([\dA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}
