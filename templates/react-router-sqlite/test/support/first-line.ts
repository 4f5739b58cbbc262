import { connect } from "node:net";

/** Sends bytes as they are. Returns the first line of the response, or nothing when there is none. */
export function firstLine(port: number, host: string, bytes: Buffer) {
  const { promise, resolve } = Promise.withResolvers<string>();
  let text = "";
  const socket = connect(port, host);
  const done = () => {
    socket.destroy();
    const final = text.replace(/^HTTP\/1\.1 100 [^\r]*\r\n\r\n/, "");
    resolve(final.split("\r\n", 1)[0] ?? "");
  };
  socket.on("data", (chunk) => {
    if (text.length < 100) text += chunk.toString("latin1");
  });
  // What announces a body and does not bring it would be waited for.
  socket.setTimeout(20_000, done);
  socket.on("error", done).on("close", done);
  socket.write(bytes);
  return promise;
}
