import assert from "node:assert/strict";
import type { Place } from "../openid.ts";
import { newClient } from "./http-client.ts";
import { newPerson } from "./on-pages.ts";

/** What attackers and unusual providers send, over HTTP. */
export async function attacks(place: Place) {
  await forgedAndReplayed(place);
  await addresses(place);
  await formPost(place);
}

async function forgedAndReplayed(place: Place) {
  const { provider } = place;
  const client = newClient(place);
  const back = await client.linkBack(newPerson(provider));

  // In another browser, and with another state, the link signs no one in.
  const other = newClient(place);
  assert.equal(await other.arrive(back), "/login?error=state_mismatch");
  assert.equal(await other.isSignedIn(), false);
  const forged = new URL(back);
  forged.searchParams.set("state", "a-state-of-an-attacker");
  assert.match(await newClient(place).arrive(forged), /^\/login\?error=/);
  const wrongIssuer = new URL(await client.linkBack(newPerson(provider)));
  wrongIssuer.searchParams.set("iss", "https://evil.example");
  assert.match(await client.arrive(wrongIssuer), /^\/login\?error=issuer_mismatch/);

  const again = await client.linkBack(newPerson(provider));
  const copy = client.copy();
  assert.equal(await client.arrive(again), "/dashboard");
  assert.equal(await client.isSignedIn(), true);
  assert.equal(await copy.arrive(again), "/login?error=state_mismatch", "a link works once");
  assert.equal(await copy.isSignedIn(), false);

  // The code of one sign-in is of no use in another.
  const victim = newClient(place);
  const stolen = new URL(await victim.linkBack(newPerson(provider)));
  const thief = newClient(place);
  const own = new URL(await thief.linkBack(newPerson(provider)));
  own.searchParams.set("code", stolen.searchParams.get("code") ?? "");
  assert.match(await thief.arrive(own), /^\/login\?error=invalid_code/);
  assert.equal(await thief.isSignedIn(), false);
}

async function addresses(place: Place) {
  const { provider } = place;
  const unconfirmed = newPerson(provider);
  unconfirmed.profile.email_verified = false;
  const client = newClient(place);
  const refused = await client.arrive(await client.linkBack(unconfirmed));
  assert.match(refused, /^\/login\?error=email_not_verified/);

  // Someone else's account here has the address, and the provider hasn't confirmed it.
  const owner = newPerson(provider);
  const first = newClient(place);
  assert.equal(await first.arrive(await first.linkBack(owner)), "/dashboard");
  const attacker = newPerson(provider, owner.profile.email);
  attacker.profile.email_verified = false;
  const thief = newClient(place);
  assert.equal(await thief.arrive(await thief.linkBack(attacker)), refused);
  assert.equal(await thief.isSignedIn(), false);

  // An address that has changed at the provider leads to the same account, whose own stays.
  const email = owner.profile.email;
  owner.profile.email = `new-${email}`;
  const later = newClient(place);
  assert.equal(await later.arrive(await later.linkBack(owner)), "/dashboard");
  assert.equal(await later.email(), email);
}

/** Some providers send people back with a form, which comes from another site. */
async function formPost(place: Place) {
  const client = newClient(place);
  const form = await client.linkBack(newPerson(place.provider), { response_mode: "form_post" });
  assert.equal(await client.arrive(form), "/dashboard");
  assert.equal(await client.isSignedIn(), true);
}
