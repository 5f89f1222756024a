import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { optionsText } from "../../../src/billing/bill-run/options-text.ts";
import type { RunOptions, RunTerms } from "../../../src/billing/bill-run/proposal.ts";
import { proposeDocuments } from "../../../src/billing/bill-run/propose-documents.ts";
import { groupByPayer } from "../../../src/billing/billing-file/group-by-payer.ts";
import type { Line } from "../../../src/billing/invoicing/document.ts";
import { billingData, linesOf, runFor } from "../../support/play-runs.ts";
import { seats } from "../../support/print-runs.ts";

type Step = readonly [day: string, options?: RunOptions];

/** Two subscriptions of 10.00 a seat; the first one loses seats on 11 January. */
function company(more: object = {}, subscriptions: readonly object[] = twoSubscriptions) {
  const data = billingData({
    version: 1,
    plans: [{ key: "basic", charges: [seats("10.00")] }],
    accounts: [{ key: "acme", name: "Acme" }],
    subscriptions,
    ...more,
  });
  const [group] = groupByPayer(data);
  if (!group) throw new Error("no payer");
  return { data, group };
}

const sold = (key: string, more: object = {}) => ({
  ...{ key, account: "acme", plan: "basic", startOn: "2026-01-01", quantity: "31" },
  ...more,
});
const shrinking = sold("s1", { changes: [{ on: "2026-01-11", quantity: "10" }] });
const twoSubscriptions = [shrinking, sold("s2", { quantity: "1" })];

/** What runs one after another propose: "invoice 10.00 of 2 lines", else the reason. */
function play({ data, group }: ReturnType<typeof company>, steps: readonly Step[]): string[] {
  const billed: Line[] = [];
  return steps.map(([day, options]) => {
    const run: RunTerms = { ...runFor(day), ...(options ? { options } : {}) };
    const facts = { ...group, billed: [...billed], knownThroughOn: null };
    const proposal = proposeDocuments(facts, data.catalog, run);
    billed.push(...linesOf(proposal));
    const [first] = proposal.results;
    if (proposal.documents.length === 0) return `${first?.reasonCode}: ${first?.reason}`;
    return proposal.documents
      .map(({ type, totalMinor, lines }) => `${type} ${totalMinor} of ${lines.length}`)
      .join(", ");
  });
}

describe("a run's own options", () => {
  it("make a document for each subscription, or one for all, whatever the account says", () => {
    expect(play(company(), [["2026-01-01", { documentsPer: "subscription" }]])).toEqual([
      "invoice 31000 of 1, invoice 1000 of 1",
    ]);
    const accounts = [{ key: "acme", name: "Acme", documentsPer: "subscription" }];
    expect(play(company({ accounts }), [["2026-01-01", { documentsPer: "account" }]])).toEqual([
      "invoice 32000 of 2",
    ]);
  });

  it("let small invoices wait, of each subscription where each has its own", () => {
    const options = { minimumInvoice: { USD: "15.00" }, documentsPer: "subscription" } as const;
    expect(play(company(), [["2026-01-01", options], ["2026-01-01"]])).toEqual([
      "invoice 31000 of 1",
      "invoice 1000 of 1",
    ]);
  });

  it("issue what the settings would let wait", () => {
    const settings = { minimumInvoice: { USD: "1000.00" } };
    expect(play(company({ settings }), [["2026-01-01", { minimumInvoice: {} }]])).toEqual([
      "invoice 32000 of 2",
    ]);
  });

  it("issue or leave out an invoice over nothing", () => {
    const free = company({}, [sold("s1", { quantity: "0" })]);
    expect(play(free, [["2026-01-01", { zeroInvoices: "issue" }]])).toEqual(["invoice 0 of 1"]);
    expect(play(free, [["2026-01-01", { zeroInvoices: "skip" }]])[0]).toContain("nothing_to_pay");
  });

  it("take credits off the invoice, or put them on memos of their own", () => {
    const steps = (creditMemos: RunOptions["creditMemos"] & string): Step[] => [
      ["2026-01-01"],
      ["2026-02-01", { creditMemos }],
    ];
    const separate = play(company(), steps("separate")).at(-1);
    const net = play(company(), steps("net")).at(-1);
    expect(separate).toBe("invoice 17774 of 3, credit-memo 21000 of 1");
    expect(net).toBe("credit-memo 3226 of 4");
  });

  it("know each option's words", () => {
    expect(optionsText(undefined)).toBeNull();
    expect(optionsText({})).toBeNull();
    const options: RunOptions = {
      documentsPer: "subscription",
      creditMemos: "keep-back",
      zeroInvoices: "issue",
      minimumInvoice: { USD: "10.00", JPY: "900" },
    };
    expect(optionsText(options)).toBe(
      "a document for each subscription · credit memos are kept back · " +
        "invoices over nothing are issued · invoices below 10.00 USD, 900 JPY wait",
    );
    expect(optionsText({ minimumInvoice: {} })).toBe("no invoice is too small");
  });
});

describe("credit memos that are kept back", () => {
  const keep: RunOptions = { creditMemos: "keep-back" };

  it("wait as a whole, and a later run issues exactly them", () => {
    const alone = company({}, [shrinking]);
    const [, first, second, third, issued] = play(alone, [
      ["2026-01-01"],
      ["2026-01-15", keep],
      ["2026-01-15", keep],
      ["2026-01-15", { creditMemos: "net" }],
      ["2026-01-15"],
    ]);
    // 31 seats given back, 10 charged for 21 days: neither stands alone.
    expect(first).toMatch(/^credit_kept_back: a credit memo of 142\.26 USD is kept back/);
    expect(second).toBe(first);
    expect(third).toBe("credit-memo 14226 of 2");
    expect(issued).toMatch(/^not_due/);
  });

  it("do not hold up the account's other documents", () => {
    const each = { ...keep, documentsPer: "subscription" } as const;
    expect(play(company(), [["2026-01-01"], ["2026-01-15", each], ["2026-02-01", each]])).toEqual([
      "invoice 32000 of 2",
      expect.stringMatching(/^credit_kept_back/),
      "invoice 1000 of 1",
    ]);
  });

  it("never bill a day twice, whatever runs keep back and issue", () => {
    const choice = fc.constantFrom(undefined, "net", "separate", "keep-back");
    const step = fc.tuple(fc.integer({ min: 1, max: 28 }), choice);
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        const { data, group } = company();
        const billed: Line[] = [];
        const days = steps.map(([day]) => day).sort((a, b) => a - b);
        const runs = steps.map(([, creditMemos], index) => ({
          day: `2026-01-${String(days[index]).padStart(2, "0")}`,
          options: creditMemos ? { creditMemos } : {},
        }));
        for (const { day, options } of [...runs, { day: "2026-01-28", options: {} }]) {
          const facts = { ...group, billed: [...billed], knownThroughOn: null };
          const run = { ...runFor(day), options };
          billed.push(...linesOf(proposeDocuments(facts, data.catalog, run)));
        }
        // In the end both subscriptions cost what they cost without any detour.
        const total = billed.reduce((sum, line) => sum + line.amountMinor, 0n);
        expect(total).toBe(31_000n + 1_000n - 14_226n);
        const names = billed.map((l) => `${l.subscription} ${l.from} ${l.kind} ${l.correction}`);
        expect(new Set(names).size).toBe(names.length);
      }),
      { numRuns: 60 },
    );
  });
});
