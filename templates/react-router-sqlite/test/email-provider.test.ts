import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { spawnServer } from "./support/server";

describe("the server refuses to start", () => {
  test("when codes would be printed where people really sign in", async () => {
    const { child, log } = spawnServer({
      NODE_ENV: "production",
      BETTER_AUTH_URL: "https://example.com",
    });
    const [exitCode] = await once(child, "close");
    expect(exitCode).toBe(1);
    expect(log.text).toContain("services/email-provider.server.ts");
  });
});
