import { availableParallelism, loadavg } from "node:os";
import { defineConfig } from "vitest/config";

const [load = 0] = loadavg();
const isBusy = load > availableParallelism();

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: ["test/**/*.test.ts"],
    // @feature code-sign-in
    // @feature code-recovery
    // With every way turned on, codes are one of them, so no other one is the last, and nobody is
    // led to create a passkey.
    exclude: ["test/create-passkey.test.ts", "test/last-way-in.test.ts"],
    // @end
    // @end
    // Emails read their colors from colors.css.
    css: true,
    // Node parses the large package.json of drizzle-orm again for each of its files. Vitest doesn't.
    server: { deps: { inline: ["drizzle-orm"] } },
    // The tests talk to the server that `npm start` runs, so it is built first.
    globalSetup: "test/support/project.ts",
    // Most of the time is spent waiting for servers to start, unless the machine is already busy.
    maxWorkers: isBusy ? 2 : 4,
    // Only for tests that hang: long enough that slow ones pass, no matter how busy the machine is.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 120_000, interval: 20 } },
  },
});
