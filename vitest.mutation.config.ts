import { defineConfig } from "vitest/config";

/**
 * What mutation testing runs over and over: the worked cases and the tests of the chapters that it
 * changes. Quick, and without a database.
 */
export default defineConfig({
  test: {
    include: [
      "test/billing/cases.test.ts",
      "test/billing/bill-run/rules-*.test.ts",
      "test/billing/bill-run/why.test.ts",
      "test/billing/{money,calendar,rating,tax,invoicing}/**/*.test.ts",
    ],
    testTimeout: 30_000,
    maxWorkers: 1,
    reporters: ["default"],
  },
});
