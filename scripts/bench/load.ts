import { Agent, request } from "node:http";

/** How many requests one address sends before the next one takes over: limits count addresses. */
const REQUESTS_PER_CLIENT = 50;

let sent = 0;

/** An address that no other client has had. */
export function newAddress(): string {
  sent += REQUESTS_PER_CLIENT;
  return nextAddress();
}

function nextAddress(): string {
  const client = Math.floor(sent++ / REQUESTS_PER_CLIENT);
  return `10.${(client >> 16) & 255}.${(client >> 8) & 255}.${client & 255}`;
}

interface Load {
  cookie?: string;
  connections?: number;
  /** Stops after this many milliseconds, or after this many requests. */
  until: { ms: number } | { requests: number };
}

/**
 * Requests one page over and over: each connection sends the next request after each response.
 *
 * @returns responses per second
 * @throws Error if a response isn't 200 with a body
 */
export async function load(url: string, { cookie = "", connections = 20, until }: Load) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const started = performance.now();
  let begun = 0;
  let done = 0;
  const goesOn = () =>
    "ms" in until ? performance.now() - started < until.ms : begun < until.requests;
  async function connection() {
    while (goesOn()) {
      begun += 1;
      await get(url, { cookie, "x-forwarded-for": nextAddress() }, agent);
      done += 1;
    }
  }
  await Promise.all(Array.from({ length: connections }, connection));
  agent.destroy();
  return (done / (performance.now() - started)) * 1000;
}

function get(url: string, headers: Record<string, string>, agent: Agent) {
  return new Promise<void>((resolve, reject) => {
    const sending = request(url, { agent, headers }, (response) => {
      let length = 0;
      response.on("data", (chunk: Buffer) => {
        length += chunk.length;
      });
      response.on("end", () => {
        if (response.statusCode === 200 && length > 100) return resolve();
        reject(new Error(`${url} returned ${response.statusCode}, ${length} bytes`));
      });
    });
    sending.on("error", reject).end();
  });
}
