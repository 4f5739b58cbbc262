import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // The command is tested as it is published: built once, before the first test.
    globalSetup: "test/build.ts",
    // Limits for what hangs. What is only slow is waited for, however busy the machine is.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
