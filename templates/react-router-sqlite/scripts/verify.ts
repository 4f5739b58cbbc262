import { startApp } from "./verify/app.ts";
import { openDevice } from "./verify/passkey.ts"; // @feature passkey
import { signInWithProvider } from "./verify/provider.ts"; // @feature social
import { send } from "./verify/request.ts";

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
      const form = { email, password, confirmPassword: password };
      const { status } = await person.post("/register", form);
      expect(status === 200, `/register returned ${status}`);
    });
    await step("the link and the password sign in", async () => {
      const { link = "" } = await app.newestTo(email);
      const { pathname, search } = new URL(link);
      const { status, location } = await elsewhere.post(pathname + search, { password });
      expect(status === 302 && location === "/dashboard", `${pathname} returned ${status}`);
    });
    await step("in a new browser, the password isn't enough", async () => {
      const form = { intent: "sign-in", email, password };
      const { status, location } = await person.post("/login", form);
      expect(location === "/login/new-browser", `/login returned ${status} ${location}`);
      const dashboard = await person.get("/dashboard");
      expect(dashboard.status === 302, `/dashboard returned ${dashboard.status}`);
    });
    await step("the password and a code sign in", async () => {
      const { code = "" } = await app.newestTo(email);
      const form = { intent: "verify-code", code };
      const { status, location } = await person.post("/login/new-browser", form);
      expect(status === 302 && location === "/dashboard", `/login/new-browser returned ${status}`);
    });
    // @end
    // @feature email-code
    // @feature password
    await step("signing out ends it", async () => {
      await person.post("/sign-out", {});
      const { status } = await person.get("/dashboard");
      expect(status === 302, `/dashboard returned ${status}`);
    });
    // @end
    await step("a code is sent", async () => {
      const { status, location } = await person.post("/login", { intent: "send-code", email });
      expect(status === 302 && location === "/login", `/login returned ${status}`);
    });
    await step("the code signs in", async () => {
      const { code = "" } = await app.newestTo(email);
      const entered = await person.post("/login", { intent: "verify-code", code });
      expect(entered.status === 302, `/login returned ${entered.status}`);
      expect(entered.location === "/dashboard", `it led to ${entered.location}`); // @feature code-sign-in
    });
    // @end
    // @feature social
    // @feature email-code|password
    await step("signing out ends it again", async () => {
      await person.post("/sign-out", {});
      const { status } = await person.get("/dashboard");
      expect(status === 302, `/dashboard returned ${status}`);
    });
    // @end
    await step("a provider signs in", async () => {
      const { location } = await signInWithProvider({ ...person, form: person.post }, email);
      expect(location === "/dashboard", `the provider led to ${location}`);
    });
    // @end
    // @feature passkey
    await step("a passkey is added, and signs in", async () => {
      const device = openDevice(app.address, person.json);
      const passkey = await device.addPasskey();
      await person.post("/sign-out", {});
      const { status } = await person.get("/dashboard");
      expect(status === 302, `/dashboard returned ${status}`);
      await device.signInWith(passkey);
    });
    // @end
    await step("the dashboard shows who is signed in", async () => {
      const { status, body } = await person.get("/dashboard");
      expect(status === 200 && body.includes(email), `/dashboard returned ${status}`);
    });
    await step("the dashboard is closed to strangers", async () => {
      const { status, body } = await stranger.get("/dashboard");
      expect(status === 302 && !body.includes(email), `/dashboard returned ${status}`);
    });
  } finally {
    // Must not hide why a step has failed.
    await app.forget(email).catch(() => console.error("The test's data couldn't be deleted."));
  }
}

/** Enough of a browser to sign in with: it keeps cookies and says where a form comes from. */
function browser(address: string, clientAddress: string) {
  const cookies = new Map<string, string>();

  async function request(path: string, init: RequestInit) {
    const { status, headers, location, body } = await send(address + path, {
      ...init,
      headers: {
        ...(typeof init.body === "string" && { "Content-Type": "application/json" }), // @feature passkey
        Origin: address,
        Cookie: [...cookies].map((pair) => pair.join("=")).join("; "),
        "X-Forwarded-For": clientAddress,
      },
    });
    for (const cookie of headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      const [name = "", value = ""] = pair.split(/=(.*)/s);
      cookies.set(name, value);
    }
    return { status, location, body };
  }

  return {
    get: (path: string) => request(path, {}),
    post: (path: string, fields: Record<string, string>) =>
      request(path, { method: "POST", body: new URLSearchParams(fields) }),
    // @feature passkey
    json: (path: string, body: unknown) =>
      request(path, { method: "POST", body: JSON.stringify(body) }),
    // @end
  };
}

try {
  await verify();
  console.info("Sign-in works.");
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
