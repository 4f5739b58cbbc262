import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: ["test/**/*.test.ts"],
    // The tests talk to the server that `npm start` runs, so it is built first.
    globalSetup: "test/support/build.ts",
    // Most of the time is spent waiting for servers to start.
    maxWorkers: 4,
    // Tests start servers of their own, and a busy machine takes its time for that.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
