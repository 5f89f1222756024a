import { defineConfig } from "vitest/config";

/**
 * What mutation testing runs over and over: the book's tests and worked cases, but for the slow
 * random ones. No database.
 */
export default defineConfig({
  test: {
    include: ["test/billing/**/*.test.ts"],
    exclude: ["test/billing/**/*.property.test.ts", "test/billing/billing-file/**"],
    testTimeout: 30_000,
    maxWorkers: 1,
    reporters: ["default"],
  },
});
