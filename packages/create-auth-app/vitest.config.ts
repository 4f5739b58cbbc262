import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // The command is tested as it is published: built once, before the first test.
    globalSetup: "test/build.ts",
    testTimeout: 60_000,
  },
});
