import { request } from "node:http";
import { networkInterfaces } from "node:os";

/** Sends a request with headers that `fetch` does not let anyone choose, such as Host. */
export function ask(url: string, headers: Record<string, string> = {}, method = "GET", body = "") {
  const { promise, resolve, reject } = Promise.withResolvers<{
    status: number | undefined;
    headers: Record<string, string | string[] | undefined>;
    body: string;
  }>();
  request(url, { method, headers }, (response) => {
    let text = "";
    response.setEncoding("utf8");
    response.on("data", (chunk: string) => {
      text += chunk;
    });
    response.on("error", reject);
    response.on("end", () =>
      resolve({ status: response.statusCode, headers: response.headers, body: text }),
    );
  })
    .on("error", reject)
    .end(body);
  return promise;
}

/** An address by which other devices would reach this machine. */
export const addressInNetwork = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.family === "IPv4" && !one.internal)?.address;
