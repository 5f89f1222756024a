import { describe, expect, it } from "vitest";
import { defaultFindingRules } from "../../../src/billing/bill-run/findings.ts";
import type { RunTerms } from "../../../src/billing/bill-run/proposal.ts";
import { proposeDocuments } from "../../../src/billing/bill-run/propose-documents.ts";
import { usageFindings } from "../../../src/billing/bill-run/usage-findings.ts";
import { groupByPayer } from "../../../src/billing/billing-file/group-by-payer.ts";
import type { Line } from "../../../src/billing/invoicing/document.ts";
import { billingData, linesOf, runFor } from "../../support/play-runs.ts";

const calls = {
  key: "calls",
  name: "API calls",
  type: "usage",
  period: "month",
  price: { model: "per-unit", unitPrice: "0.10" },
};

type Case = {
  /** "2026-01-15 100", for the charge `calls`. */
  readonly usage: readonly string[];
  readonly charges?: readonly object[];
  readonly subscription?: object;
  readonly run?: Partial<RunTerms>;
  /** Target days of runs that were posted before. */
  readonly before?: readonly string[];
  readonly percent?: bigint;
};

/** Findings of a run on 1 March, "kind: text". */
function found({ usage, charges, subscription, run, before = [], percent }: Case): string[] {
  const data = billingData({
    version: 1,
    plans: [{ key: "basic", charges: charges ?? [calls] }],
    accounts: [{ key: "acme", name: "Acme", segment: "small" }],
    subscriptions: [
      { key: "s1", account: "acme", plan: "basic", startOn: "2026-01-01", ...subscription },
    ],
    usage: usage.map((text, index) => {
      const [on, quantity, charge = "calls"] = text.split(" ");
      const at = `${on}T12:00:00Z`;
      return { key: `u${index}`, subscription: "s1", charge, at, quantity };
    }),
  });
  const [group] = groupByPayer(data);
  if (!group) throw new Error("no payer");
  const billed: Line[] = [];
  const known = () => ({ ...group, billed: [...billed], knownThroughOn: null });
  for (const day of before) {
    billed.push(...linesOf(proposeDocuments(known(), data.catalog, runFor(day))));
  }
  const terms = { ...runFor("2026-03-01"), ...run };
  const proposal = proposeDocuments(known(), data.catalog, terms);
  const rules = { ...defaultFindingRules, usagePercent: percent ?? 50n };
  const last = { totalMinor: 1_000n };
  return usageFindings(known(), data.catalog, terms, proposal, last, rules).map(
    ({ kind, text }) => `${kind}: ${text}`,
  );
}

const january = "2026-01-15 100";

describe("usage that a preview wants a person to look at", () => {
  it.each([
    ["151", ["usage-changed: API calls: 51 % more than the period before (100, now 151)"]],
    ["150", []],
    ["50", []],
    ["49.5", ["usage-changed: API calls: 50 % less than the period before (100, now 49.5)"]],
    ["100", []],
  ])("is %s after 100: %j", (now, expected) => {
    expect(found({ usage: [january, `2026-02-10 ${now}`] })).toEqual(expected);
  });

  it("is none at all where there was some", () => {
    expect(found({ usage: [january] })).toEqual([
      "missing-usage: API calls: nothing used 1–28 Feb 2026, 100 the period before",
    ]);
  });

  it("is not what was nothing before, nor a charge that never had any", () => {
    expect(found({ usage: ["2026-02-10 100"] })).toEqual([]);
    expect(found({ usage: [] })).toEqual([]);
    expect(found({ usage: ["2025-12-10 100"] })).toEqual([]);
  });

  it("is not a part of a period, which has less usage by itself", () => {
    const late = { startOn: "2026-01-20" };
    expect(found({ usage: ["2026-01-25 10", "2026-02-10 90"], subscription: late })).toEqual([]);
    const paused = { changes: [{ on: "2026-02-10", pause: true }] };
    expect(found({ usage: [january], subscription: paused })).toEqual([]);
  });

  it("is told once: what an earlier run billed stands out no more", () => {
    const usage = [january, "2026-02-10 900"];
    expect(found({ usage, before: ["2026-02-01"] })).toHaveLength(1);
    expect(found({ usage, before: ["2026-03-01"] })).toEqual([]);
  });

  it("is nothing to a run that bills no usage, leaves the account out, or only catches up", () => {
    const usage = [january];
    expect(found({ usage, run: { select: { chargeTypes: ["recurring"] } } })).toEqual([]);
    expect(found({ usage, run: { select: { segments: ["other"] } } })).toEqual([]);
    expect(found({ usage, run: { select: { plans: ["other"] } } })).toEqual([]);
    expect(found({ usage, run: { catchUp: true } })).toEqual([]);
    expect(found({ usage, run: { select: { plans: ["basic"] } } })).toHaveLength(1);
  });

  it("is one finding a payer, however many charges it concerns", () => {
    const mails = { ...calls, key: "mails", name: "Mails" };
    expect(found({ usage: [january, "2026-01-15 5 mails"], charges: [calls, mails] })).toEqual([
      "missing-usage: API calls: nothing used 1–28 Feb 2026, 100 the period before, " +
        "and 1 more of its charges",
    ]);
  });

  it("counts events, or takes the largest, as the charge does", () => {
    const usage = [january, "2026-02-01 40", "2026-02-02 60"];
    expect(found({ usage, charges: [{ ...calls, aggregate: "max" }] })).toEqual([]);
    expect(found({ usage, charges: [{ ...calls, aggregate: "count" }] })).toEqual([
      "usage-changed: API calls: 100 % more than the period before (1, now 2)",
    ]);
  });

  it("follows the company's own rule", () => {
    const usage = [january, "2026-02-10 112"];
    expect(found({ usage, percent: 10n })).toHaveLength(1);
    expect(found({ usage, percent: 12n })).toEqual([]);
  });
});
