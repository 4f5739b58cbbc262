import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const DAY_IN_MS = 24 * 60 * 60 * 1000;

/** One value of X.509, which is written in DER: what it is, how long it is, and what is in it. */
function der(tag: number, ...content: Uint8Array[]) {
  const body = Buffer.concat(content);
  const short = body.length < 128 ? [body.length] : undefined;
  return Buffer.concat([
    Uint8Array.from([tag, ...(short ?? [0x82, body.length >> 8, body.length & 0xff])]),
    body,
  ]);
}

const sequence = (...content: Uint8Array[]) => der(0x30, ...content);
const text = (tag: number, value: string) => der(tag, Buffer.from(value));
const objectId = (hex: string) => der(0x06, Buffer.from(hex, "hex"));
const yes = der(0x01, Buffer.from([0xff]));

/** `YYMMDDhhmmssZ` */
function time(date: Date) {
  return text(0x17, `${date.toISOString().replace(/\D/g, "").slice(2, 14)}Z`);
}

/** A certificate for this host that nobody trusts, unless NODE_EXTRA_CA_CERTS names its `file`. */
export function makeCertificate(host: string) {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const ecdsaWithSha256 = sequence(objectId("2a8648ce3d040302"));
  const name = sequence(der(0x31, sequence(objectId("550403"), text(0x0c, host))));
  const alternativeName = sequence(objectId("551d11"), der(0x04, sequence(text(0x82, host))));
  const authority = sequence(objectId("551d13"), yes, der(0x04, sequence(yes)));
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1]), randomBytes(8)),
    ecdsaWithSha256,
    name,
    sequence(time(new Date(Date.now() - DAY_IN_MS)), time(new Date(Date.now() + DAY_IN_MS))),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(alternativeName, authority)),
  );
  const signature = sign("sha256", content, privateKey);
  const certificate = sequence(
    content,
    ecdsaWithSha256,
    der(0x03, Buffer.from([0]), signature),
  ).toString("base64");

  const cert = `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----\n`;
  const folder = mkdtempSync(join(tmpdir(), "app-certificate-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "certificate.pem");
  writeFileSync(file, cert);
  return { cert, key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(), file };
}
