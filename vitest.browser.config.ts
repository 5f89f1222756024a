import { defineConfig } from "vitest/config";

/** Tests that need Chromium; the others run without it. */
export default defineConfig({
  test: {
    include: ["test/browser/**/*.test.ts", "test/browser/**/*.test.tsx"],
    globalSetup: ["test/support/postgres-setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // One browser at a time: several would starve each other on a small machine.
    maxWorkers: 1,
    // They share what they load, and each opens a company of its own.
    isolate: false,
    reporters: ["default"],
  },
});
