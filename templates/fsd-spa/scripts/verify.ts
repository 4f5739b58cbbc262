import { startApp } from "./verify/app.ts";
import { browser } from "./verify/browser.ts";
import { openDevice } from "./verify/passkey.ts"; // @feature passkey
import { signInWithProvider } from "./verify/provider.ts"; // @feature social

// Signs in for real, to check that this project works: the schema, the database, the pages, and the
// cookies. It deletes what it creates. Your own dev server can keep running meanwhile.
const email = `verify-${crypto.randomUUID()}@example.com`;
const password = crypto.randomUUID(); // @feature password
// From a range that is kept for examples, so nobody else has it.
const clientAddress = `192.0.2.${1 + Math.floor(Math.random() * 254)}`;

// Hides what the app prints (email, for example), so that only this script's own lines are shown.
console.log = () => {};

async function step(name: string, run: () => Promise<void>) {
  try {
    await run();
    console.info(`✓ ${name}`);
  } catch (error) {
    console.error(`✗ ${name}`);
    throw error;
  }
}

function expect(condition: unknown, problem: string): asserts condition {
  if (!condition) throw new Error(problem);
}

async function verify() {
  const app = await startApp(clientAddress);
  const person = browser(app.address, clientAddress);
  const elsewhere = browser(app.address, clientAddress); // @feature password
  const stranger = browser(app.address, clientAddress);
  try {
    await step("the schema matches the configuration", app.checkSchema);
    await step("the app starts and reaches its database", async () => {
      const { status, body } = await person.get("/healthz");
      expect(status === 200, `/healthz returned ${status}: ${body} (is it migrated? db:migrate)`);
    });
    // @feature password
    await step("registering sends a link", async () => {
      const account = { email, password };
      const { status } = await person.post("/api/auth/register", account);
      expect(status === 200, `registering returned ${status}`);
    });
    await step("the link and the password sign in", async () => {
      const { link = "" } = await app.newestTo(email);
      const token = new URL(link).searchParams.get("token") ?? "";
      const { status } = await elsewhere.post("/api/auth/confirm-email", { token, password });
      expect(status === 200, `the link returned ${status}`);
    });
    await step("in a new browser, the password isn't enough", async () => {
      const { status } = await person.post("/api/auth/sign-in/email", { email, password });
      expect(status === 200, `the password returned ${status}`);
      const me = await person.get("/api/me");
      expect(me.status === 401, `/api/me returned ${me.status}`);
    });
    await step("the password and a code sign in", async () => {
      const { code = "" } = await app.newestTo(email);
      const { status } = await person.post("/api/auth/new-browser/enter-code", { code });
      expect(status === 200, `the code returned ${status}`);
    });
    // @end
    // @feature email-code
    // @feature password
    await step("signing out ends it", async () => {
      await person.post("/api/auth/sign-out", {});
      const { status } = await person.get("/api/me");
      expect(status === 401, `/api/me returned ${status}`);
    });
    // @end
    await step("a code is sent", async () => {
      const asked = { email, type: "sign-in" };
      const { status } = await person.post("/api/auth/email-otp/send-verification-otp", asked);
      expect(status === 200, `requesting a code returned ${status}`);
    });
    await step("the code signs in", async () => {
      const { code: otp = "" } = await app.newestTo(email);
      const { status } = await person.post("/api/auth/sign-in/email-otp", { email, otp });
      expect(status === 200, `the code returned ${status}`);
    });
    // @end
    // @feature social
    // @feature email-code|password
    await step("signing out ends it again", async () => {
      await person.post("/api/auth/sign-out", {});
      const { status } = await person.get("/api/me");
      expect(status === 401, `/api/me returned ${status}`);
    });
    // @end
    await step("a provider signs in", async () => {
      const { status, location } = await signInWithProvider(person, email);
      expect([200, 302].includes(status), `the provider led to ${location} (${status})`);
    });
    // @end
    // @feature passkey
    await step("a passkey is added, and signs in", async () => {
      const device = openDevice(app.address, person.post);
      const passkey = await device.addPasskey();
      await person.post("/api/auth/sign-out", {});
      const { status } = await person.get("/api/me");
      expect(status === 401, `/api/me returned ${status}`);
      await device.signInWith(passkey);
    });
    // @end
    await step("the dashboard shows who is signed in", async () => {
      // @feature cookie
      const page = await person.get("/dashboard");
      expect(
        page.status === 200 && page.body.includes(email),
        `/dashboard returned ${page.status}`,
      );
      // @end
      const me = await person.get("/api/me");
      expect(me.status === 200 && me.body.includes(email), `/api/me returned ${me.status}`);
    });
    await step("the dashboard is closed to strangers", async () => {
      // @feature cookie
      const page = await stranger.get("/dashboard");
      expect(
        page.status === 302 && !page.body.includes(email),
        `/dashboard returned ${page.status}`,
      );
      // @end
      const me = await stranger.get("/api/me");
      expect(me.status === 401 && !me.body.includes(email), `/api/me returned ${me.status}`);
    });
  } finally {
    // Must not hide why a step has failed.
    await app.forget(email).catch(() => console.error("The test's data couldn't be deleted."));
  }
}

try {
  await verify();
  console.info("Sign-in works.");
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
