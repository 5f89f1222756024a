import { expect, it } from "vitest";
import { groupDigits } from "../../../src/billing/money/group-digits.ts";

it.each([
  ["0", "0"],
  ["999", "999"],
  ["1000", "1,000"],
  ["1234567", "1,234,567"],
  ["12345.67890", "12,345.67890"],
])("%s is written %s", (plain, grouped) => {
  expect(groupDigits(plain)).toBe(grouped);
});
