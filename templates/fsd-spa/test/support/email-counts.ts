import { createHmac } from "node:crypto";
import { eq } from "drizzle-orm";
import { verification } from "~/db/schema";
import { type Server, secret } from "./server";

/** Whether a row counts something, and holds no code or link. */
export function isCount({ value }: { value: string }) {
  return /^\d+(:\d)?$/.test(value);
}

/** What the app has counted of the emails to an address. */
export async function emailCounts({ db }: Server, email: string) {
  const hash = createHmac("sha256", secret).update(`about-address:${email}`).digest("base64url");
  const rows = await db.select().from(verification).where(eq(verification.identifier, hash));
  return rows.filter(({ value }) => /^\d+$/.test(value));
}

/** Lets an address receive emails again, as if it had got none for a day. */
export async function receiveAgain(server: Server, email: string) {
  const expiresAt = new Date(Date.now() - 1000);
  for (const { id } of await emailCounts(server, email)) {
    await server.db.update(verification).set({ expiresAt }).where(eq(verification.id, id));
  }
}
