import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openEndpoints } from "~/services/hardening/open-endpoints";
import { createDatabase } from "./support/database";
import { until } from "./support/until"; // @feature email-code

// These look at better-auth from inside, so they run without a server of their own.
const deliver = vi.hoisted(() => vi.fn(() => new Promise<void>(() => {})));
vi.mock("~/services/email-provider.server", () => ({ provider: { deliver } }));

const database = await createDatabase();
let auth: typeof import("~/services/auth.server").auth;

beforeAll(async () => {
  vi.stubEnv("BETTER_AUTH_SECRET", "a-secret-for-tests-and-for-nothing-else");
  vi.stubEnv("DATABASE_URL", database.url);
  ({ auth } = await import("~/services/auth.server"));
});

afterAll(async () => {
  const { closeDatabase } = await import("~/db");
  await closeDatabase();
  await database.remove();
});

function call(path: string, method: string, body?: unknown) {
  return auth.handler(
    new Request(`http://localhost:3000/api/auth${path}`, {
      method,
      headers: {
        Host: "localhost:3000",
        "Content-Type": "application/json",
        "X-Client-IP": "10.0.0.1",
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    }),
  );
}

// @feature email-code
test("the response does not wait for the email, which would tell who has an account", async () => {
  const body = { email: "someone@example.com", type: "sign-in" };
  const response = await call("/email-otp/send-verification-otp", "POST", body);
  expect(response.status).toBe(200);
  // It's on its way after the response, once it has been counted, and never arrives here.
  await until(() => deliver.mock.calls.length > 0);
  expect(deliver).toHaveBeenCalledOnce();
});
// @end

test("endpoints that the app does not use do not exist for the outside", async () => {
  const endpoints = Object.values(auth.api as Record<string, { path?: string; options?: unknown }>);
  const paths = endpoints.flatMap(({ path }) => (path ? [path] : []));
  expect(paths).toEqual(expect.arrayContaining([...openEndpoints]));
  for (const path of paths.filter((one) => !openEndpoints.has(one))) {
    for (const method of ["GET", "POST"]) {
      const { status } = await call(path.replace(/:\w+/, "x"), method, undefined);
      expect({ path, method, status }).toEqual({ path, method, status: 404 });
    }
  }
});

test("code that uses better-auth directly stores no name or address that isn't allowed", async () => {
  const { internalAdapter } = await auth.$context;
  const create = (changes: { name?: string; email?: string }) =>
    internalAdapter.createUser(
      { name: "Ada", email: "ada@example.com", ...changes },
      { method: "email-password" },
    );
  await expect(create({ name: "x".repeat(101) })).rejects.toThrow("The name is too long");
  const email = `${"x".repeat(300)}@example.com`;
  await expect(create({ email })).rejects.toThrow("The email address is too long");

  const { id } = await create({});
  const renamed = internalAdapter.updateUser(id, { name: "Ada\nLovelace" });
  await expect(renamed).rejects.toThrow("has characters that cannot be shown");
});

test("better-auth's background tasks, such as emails, don't hold up a response", {
  timeout: 20_000,
}, async () => {
  const { runInBackgroundOrAwait } = await auth.$context;
  await runInBackgroundOrAwait(new Promise(() => {}));
});
