import { once } from "node:events";
import { createServer as createProxy, type IncomingMessage } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { makeCertificate } from "./certificate";

export interface ApiRequest {
  method: string | undefined;
  path: string | undefined;
  headers: IncomingMessage["headers"];
  body: Record<string, unknown>;
}

/** How an API answers. `undefined`: not at all. */
export type ApiAnswer = { status: number; body: unknown } | undefined;

/**
 * Plays `host` on this machine. The app knows nothing of it: it speaks HTTPS with the real name, by
 * way of a proxy that leads here, and it trusts the certificate because NODE_EXTRA_CA_CERTS says so.
 */
export async function playApi(host: string, answer: (request: ApiRequest) => ApiAnswer) {
  const { cert, key, file } = makeCertificate(host);
  const api = createServer({ cert, key }, async (request, response) => {
    const { method, url: path, headers } = request;
    const body = (await json(request)) as Record<string, unknown>;
    const played = answer({ method, path, headers, body });
    if (!played) return;
    response.writeHead(played.status, { "Content-Type": "application/json" });
    response.end(JSON.stringify(played.body));
  });

  const proxy = createProxy().on("connect", ({ url }, socket) => {
    if (url !== `${host}:443`) {
      socket.destroy();
      return;
    }
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
    api.emit("connection", socket);
  });
  proxy.listen(0, "127.0.0.1").unref();
  await once(proxy, "listening");
  const { port } = proxy.address() as AddressInfo;
  return {
    NODE_USE_ENV_PROXY: "1",
    HTTPS_PROXY: `http://127.0.0.1:${port}`,
    NODE_EXTRA_CA_CERTS: file,
  };
}
