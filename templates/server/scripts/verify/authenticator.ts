import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { type CBORType, encodeCBOR } from "@levischuck/tiny-cbor";

// What a phone or a security key does, in software: it creates passkeys and signs with them. The
// tests use it, and so does the script `verify`. The words are those of WebAuthn.

interface Passkey {
  id: string;
  privateKey: Parameters<typeof sign>[2];
  userHandle: string;
  counter: number;
}

/** What an attacker may have changed about a response. */
export interface Changes {
  /** Of the passkey. */
  id?: string;
  origin?: string;
  rpId?: string;
  challenge?: string;
  type?: string;
  /** Whether the device has checked a fingerprint, a face, or a PIN. */
  userVerified?: boolean;
  counter?: number;
  userHandle?: string | undefined;
  /** What it says about its maker. */
  attestation?: [string, CBORType][];
}

interface Asked {
  challenge: string;
}

const [PRESENT, VERIFIED, WITH_KEY] = [1, 4, 64];

/** @param origin the address of the page that asks */
export function openAuthenticator(origin: string) {
  /** Everything that a response to a page says, except for the signature. */
  function clientData(type: string, { challenge }: Asked, changes: Changes) {
    const data = {
      type: changes.type ?? type,
      challenge: changes.challenge ?? challenge,
      origin: changes.origin ?? origin,
      crossOrigin: false,
    };
    return Buffer.from(JSON.stringify(data));
  }

  function authenticatorData(flags: number, counter: number, changes: Changes, rest: Buffer) {
    const rpId = changes.rpId ?? new URL(changes.origin ?? origin).hostname;
    const head = Buffer.alloc(5);
    head.writeUInt8(flags | PRESENT | (changes.userVerified === false ? 0 : VERIFIED));
    head.writeUInt32BE(counter, 1);
    return Buffer.concat([sha256(rpId), head, rest]);
  }

  return {
    /** Creates a passkey. Returns it, with what the browser sends to the server. */
    create(asked: Asked & { user: { id: string } }, changes: Changes = {}) {
      const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
      const { x = "", y = "" } = publicKey.export({ format: "jwk" });
      const id = changes.id ? Buffer.from(changes.id, "base64url") : randomBytes(32);
      const passkey: Passkey = {
        id: id.toString("base64url"),
        privateKey,
        userHandle: asked.user.id,
        counter: 0,
      };
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const credential = Buffer.concat([Buffer.alloc(16), length, id, coseKey(x, y)]);
      const attestationObject = encodeCBOR(
        new Map<string, CBORType>([
          ["fmt", changes.attestation ? "android-key" : "none"],
          ["attStmt", new Map(changes.attestation)],
          ["authData", authenticatorData(WITH_KEY, changes.counter ?? 0, changes, credential)],
        ]),
      );
      const response = {
        clientDataJSON: clientData("webauthn.create", asked, changes).toString("base64url"),
        attestationObject: Buffer.from(attestationObject).toString("base64url"),
        transports: ["internal"],
      };
      return { passkey, response: credentialWith(passkey.id, response) };
    },

    /** Signs a challenge. Returns what the browser sends to the server. */
    use(passkey: Passkey, asked: Asked, changes: Changes = {}) {
      passkey.counter += 1;
      const data = clientData("webauthn.get", asked, changes);
      const authData = authenticatorData(
        0,
        changes.counter ?? passkey.counter,
        changes,
        Buffer.alloc(0),
      );
      const signature = sign("sha256", Buffer.concat([authData, sha256(data)]), passkey.privateKey);
      return credentialWith(passkey.id, {
        clientDataJSON: data.toString("base64url"),
        authenticatorData: authData.toString("base64url"),
        signature: signature.toString("base64url"),
        userHandle: "userHandle" in changes ? changes.userHandle : passkey.userHandle,
      });
    },
  };
}

function credentialWith<Response>(id: string, response: Response) {
  return { id, rawId: id, type: "public-key", clientExtensionResults: {}, response };
}

/** A key for ES256, in the form that authenticators use (RFC 9053). */
function coseKey(x: string, y: string) {
  return encodeCBOR(
    new Map<number, CBORType>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, "base64url")],
      [-3, Buffer.from(y, "base64url")],
    ]),
  );
}

function sha256(data: string | Buffer) {
  return createHash("sha256").update(data).digest();
}
