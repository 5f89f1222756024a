import { expect, it } from "vitest";
import { isAway, isBilledTwice } from "../../src/store/error-marks.ts";

it.each([
  [{ code: "57P01" }],
  [new Error("x", { cause: { originalCode: "08006" } })],
  [{ meta: { driverAdapterError: { cause: { kind: "ConnectionClosed" } } } }],
  [new Error("Connection terminated unexpectedly")],
  [Object.assign(new Error("connect"), { code: "ECONNREFUSED" })],
])("%o says that the database went away", (error) => {
  expect(isAway(error)).toBe(true);
});

it.each([[new Error("no")], [{ code: "23505" }], ["57P01 or so"], [null]])(
  "%o says nothing of the kind",
  (error) => {
    expect(isAway(error)).toBe(false);
  },
);

it("a line billed twice is known by the name of its index, however deep", () => {
  const error = new Error("x", { cause: { constraint: { index: "document_line_billed_once" } } });
  expect(isBilledTwice(error)).toBe(true);
  expect(isBilledTwice(new Error("other_index"))).toBe(false);
});
