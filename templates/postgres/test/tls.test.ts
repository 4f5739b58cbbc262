import { execFile } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { relative } from "node:path";
import { TLSSocket } from "node:tls";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "./support/browser";
import { makeCertificate } from "./support/certificate";
import { createEmptyDatabase } from "./support/database";
import { migrateScript } from "./support/project";
import { refusal, startServer, until } from "./support/server";

const { cert, key, file } = makeCertificate("localhost");
const SSL_REQUEST_LENGTH = 8;

let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
let encrypted: string;

/** Encrypts for a database that does not, as a provider with an authority of its own would. */
const server = createServer((socket) => {
  socket.on("error", () => {});
  socket.once("readable", () => {
    socket.read(SSL_REQUEST_LENGTH);
    socket.write("S");
    const inside = new TLSSocket(socket, { isServer: true, cert, key });
    const behind = connect(Number(new URL(database.url).port), new URL(database.url).hostname);
    inside.on("error", () => behind.destroy()).on("close", () => behind.destroy());
    behind.on("error", () => inside.destroy());
    inside.pipe(behind).pipe(inside);
  });
});

beforeAll(async () => {
  database = await createEmptyDatabase();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = new URL(database.url);
  url.host = `localhost:${(server.address() as AddressInfo).port}`;
  url.searchParams.set("sslmode", "verify-full");
  encrypted = url.href;
});

afterAll(async () => {
  server.close();
  await database.remove();
});

const sentence =
  /The PostgreSQL server's certificate is signed by an unknown authority\..*sslrootcert/;

function migrate(url: string) {
  const env = { ...process.env, DATABASE_URL: url };
  return promisify(execFile)(process.execPath, [migrateScript], { env });
}

describe("a server with its own certificate authority", () => {
  test("isn't trusted by default, and the migration says what to set", async () => {
    const failure = await migrate(encrypted).catch((error) => error);
    expect(failure.code).toBe(1);
    expect(failure.stderr).toMatch(sentence);
    expect(failure.stderr).not.toContain("    at ");
  });

  test("isn't trusted by the app, which says so when it starts", async () => {
    const unused = { url: encrypted, async remove() {} };
    const app = await startServer({ DATABASE_URL: encrypted }, unused as never);
    await until(() => sentence.test(app.log.text));
    expect((await openBrowser(app).get("/healthz")).status).toBe(503);
    await app.remove();
  });

  test("is trusted with the certificate, whose path is relative to the app", async () => {
    const trusted = `${encrypted}&sslrootcert=${encodeURIComponent(relative(".", file))}`;
    expect((await migrate(trusted)).stdout).toMatch(/^Applied 0000_/m);
  });

  test("needs a certificate file that exists", async () => {
    const url = `${encrypted}&sslrootcert=nowhere.pem`;
    const { code, text } = await refusal({ DATABASE_URL: url });
    expect(code).toBe(1);
    expect(text).toMatch(
      /DATABASE_URL names a certificate file that doesn't exist: .*nowhere\.pem/,
    );
  });
});

test("an address that doesn't respond is reported as such", async () => {
  const failure = await migrate("postgres://127.0.0.1:9/nobody").catch((error) => error);
  expect(failure.stderr).toContain("No PostgreSQL server responds at the address in DATABASE_URL.");
});
