import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
    exclude: ["test/browser/**"],
    globalSetup: ["test/support/postgres-setup.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Files keep nothing in modules that another could trip over; loading them anew for each would
    // take a quarter of the time.
    isolate: false,
    maxWorkers: 2,
    reporters: ["default"],
  },
});
