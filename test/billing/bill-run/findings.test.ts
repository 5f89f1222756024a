import { describe, expect, it } from "vitest";
import { findingsOf, type PreviousBill } from "../../../src/billing/bill-run/findings.ts";
import { plainDocument, sampleProposal } from "../sample-documents.ts";

/** "kind: text" of each finding about one bill. */
function looksAt(totalMinor: bigint, previous: PreviousBill): readonly string[] {
  const proposal = sampleProposal([plainDocument(totalMinor)]);
  return findingsOf(proposal, previous).map((finding) => `${finding.kind}: ${finding.text}`);
}

const last = (totalMinor: bigint): PreviousBill => ({ totalMinor });

describe("what a preview wants a person to look at", () => {
  it.each([
    [15_000n, []],
    [15_001n, ["amount-changed: 50 % more than last time"]],
    [20_000n, ["amount-changed: 100 % more than last time"]],
    [5_000n, []],
    [4_600n, ["amount-changed: 54 % less than last time"]],
    [10_000n, []],
  ])("a bill of %d after one of 10000: %j", (now, found) => {
    expect(looksAt(now, last(10_000n))).toEqual(found);
  });

  it("is every first bill", () => {
    expect(looksAt(100n, "never")).toEqual(["first-bill: first bill"]);
  });

  it("is not the first bill here of somebody who was billed elsewhere", () => {
    expect(looksAt(100n, "elsewhere")).toEqual([]);
  });

  it("is a bill after one of nothing, which no percentage can say", () => {
    expect(looksAt(100n, last(0n))).toEqual(["amount-changed: nothing last time"]);
    expect(looksAt(0n, last(0n))).toEqual(["zero: a bill over nothing"]);
  });

  it("is a bill above 10,000.00, and not one of exactly that", () => {
    expect(looksAt(1_000_000n, "elsewhere")).toEqual([]);
    expect(looksAt(1_000_001n, "elsewhere")).toEqual(["unusually-large: unusually large"]);
  });

  it("can be several things at once", () => {
    expect(looksAt(2_000_000n, "never")).toEqual([
      "first-bill: first bill",
      "unusually-large: unusually large",
    ]);
  });

  it("is a credit memo only where it is large", () => {
    const large = plainDocument(2_000_000n, { type: "credit-memo" });
    expect(findingsOf(sampleProposal([large]), "never").map((found) => found.kind)).toEqual([
      "unusually-large",
    ]);
    const small = plainDocument(500n, { type: "credit-memo" });
    expect(findingsOf(sampleProposal([small]), last(100n))).toEqual([]);
  });

  it("is large once, where an invoice and a credit memo both are", () => {
    const memo = plainDocument(3_000_000n, { type: "credit-memo" });
    const both = sampleProposal([plainDocument(2_000_000n), memo]);
    expect(findingsOf(both, "elsewhere").map((found) => found.totalMinor)).toEqual([2_000_000n]);
  });

  it("says of whom, in which currency, and what it was before", () => {
    const proposal = sampleProposal([plainDocument(900n, { currency: "JPY" })]);
    expect(findingsOf(proposal, last(100n))).toEqual([
      {
        payer: "acme",
        kind: "amount-changed",
        currency: "JPY",
        totalMinor: 900n,
        previousMinor: 100n,
        text: "800 % more than last time",
      },
    ]);
  });

  it("follows the company's own rules", () => {
    const proposal = sampleProposal([plainDocument(112n)]);
    const rules = { changePercent: 10n, usagePercent: 50n, largeMinor: 111n };
    expect(findingsOf(proposal, last(100n), rules).map((finding) => finding.kind)).toEqual([
      "amount-changed",
      "unusually-large",
    ]);
  });
});
