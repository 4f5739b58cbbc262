import { expect, test } from "vitest";
import { refusal } from "./support/server";

test("codes are not printed where people really sign in: the server refuses to start", async () => {
  const { code, text } = await refusal({ BETTER_AUTH_URL: "https://example.com" });
  expect(code).toBe(1);
  expect(text).toContain("app/services/email-provider.server.ts");
});
