import { once } from "node:events";
import { appendFileSync } from "node:fs";
import { createServer as createProxy, type IncomingMessage } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { makeCertificate } from "./certificate";

export interface ApiRequest {
  method: string | undefined;
  path: string | undefined;
  headers: IncomingMessage["headers"];
  /** The fields of a JSON object or a form. */
  body: Record<string, unknown>;
}

/** How an API responds. `undefined`: not at all. */
export type ApiResponse = { status: number; body: unknown } | undefined;

const apis = new Map<string, Server>();
// One for each host: an app that trusts two certificates of one name checks against the first.
const certificates = new Map<string, ReturnType<typeof makeCertificate>>();
let bundle: string | undefined;

const proxy = createProxy().on("connect", ({ url = "" }, socket) => {
  const api = apis.get(url);
  if (!api) {
    socket.destroy();
    return;
  }
  socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
  api.emit("connection", socket);
});
proxy.listen(0, "127.0.0.1").unref();
await once(proxy, "listening");

/**
 * Plays `host` on this machine. The app knows nothing of it: it speaks HTTPS with the real name, by
 * way of a proxy that leads here, and it trusts the certificate because NODE_EXTRA_CA_CERTS says so.
 * A host that is played again is played by the newest.
 *
 * @returns the environment of an app that reaches everything that is played
 */
export async function playApi(host: string, respond: (request: ApiRequest) => ApiResponse) {
  const { cert, key } = certificateFor(host);
  const api = createServer({ cert, key }, async (request, response) => {
    const { method, url: path, headers } = request;
    const played = respond({ method, path, headers, body: fieldsOf(await text(request), headers) });
    if (!played) return;
    response.writeHead(played.status, { "Content-Type": "application/json" });
    response.end(JSON.stringify(played.body));
  });
  apis.set(`${host}:443`, api);
  const { port } = proxy.address() as AddressInfo;
  return {
    NODE_USE_ENV_PROXY: "1",
    HTTPS_PROXY: `http://127.0.0.1:${port}`,
    NODE_EXTRA_CA_CERTS: bundle,
  };
}

function certificateFor(host: string) {
  const known = certificates.get(host);
  if (known) return known;
  const made = makeCertificate(host);
  certificates.set(host, made);
  if (bundle) appendFileSync(bundle, made.cert);
  bundle ??= made.file;
  return made;
}

function fieldsOf(body: string, headers: IncomingMessage["headers"]): Record<string, unknown> {
  if (body === "") return {};
  if (headers["content-type"]?.includes("json")) return JSON.parse(body);
  return Object.fromEntries(new URLSearchParams(body));
}
