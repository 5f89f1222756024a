import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localDate } from "../../src/billing/calendar/local-date.ts";
import { reconcileCurrency } from "../../src/billing/reconciliation/reconcile-currency.ts";
import type { AgingReport } from "../../src/billing/reports/aging.ts";
import type { OverdueList } from "../../src/operations/reports/list-overdue.ts";
import type { Reconciliation } from "../../src/operations/reports/reconcile-books.ts";
import { validateBlocks } from "../../src/sandbox/slack/validate-blocks.ts";
import { agingMessage } from "../../src/slack/messages/aging-message.ts";
import { overdueMessage } from "../../src/slack/messages/overdue-message.ts";
import { reconciliationMessage } from "../../src/slack/messages/reconciliation-message.ts";
import { expectMessage } from "./expect-golden.ts";

const asOfOn = localDate("2027-02-15");

function aging(name = "Acme", accounts = 3): AgingReport {
  const usd = {
    currency: "USD",
    bucketsMinor: [31_698_575n, 42_000n, 0n, 1_250n, 99_999n],
    unappliedMinor: 5_000n,
  };
  const eur = {
    currency: "EUR",
    bucketsMinor: [4_120_000n, 0n, 0n, 0n, 0n],
    unappliedMinor: 0n,
  };
  return {
    asOfOn,
    totals: [
      { ...usd, accounts },
      { ...eur, accounts: 1 },
    ],
    largest: [
      { ...usd, account: "acme", name },
      { ...eur, account: "globex", name: "Globex" },
    ],
    accounts: accounts + 1,
    dso: [
      { currency: "USD", receivableMinor: 1n, billedMinor: 1n, days: "37.5" },
      { currency: "EUR", receivableMinor: 1n, billedMinor: 0n, days: null },
    ],
  };
}

function overdue(many: number, name = "Acme"): OverdueList {
  const invoices = Array.from({ length: many }, (_, index) => ({
    number: `INV-2026-${String(index + 1).padStart(6, "0")}`,
    account: "acme",
    name,
    currency: index % 2 === 0 ? "USD" : "EUR",
    dueOn: localDate("2027-01-31"),
    daysPastDue: 15,
    totalMinor: 42_000n,
    openMinor: 42_000n,
  }));
  return { asOfOn, account: null, invoices };
}

function reconciled(openMinor = 1_071n): Reconciliation {
  const row = reconcileCurrency({
    currency: "USD",
    invoices: 2,
    creditMemos: 1,
    invoicedMinor: 1_190n,
    creditedMinor: 119n,
    linesMinor: 900n,
    lineTaxMinor: 171n,
    receivableMinor: 1_071n,
    revenueMinor: 900n,
    taxMinor: 171n,
    openMinor,
  });
  return { asOfOn, currencies: [row], balances: openMinor === 1_071n };
}

describe("the aging", () => {
  it("is the golden one", () => expectMessage("aging", agingMessage(aging())));

  it("fits into a channel of usual width, and its amounts add up to what is owed", () => {
    const { blocks } = agingMessage(aging());
    const table = blocks.find((block) => block.type === "table") as unknown as {
      readonly rows: readonly (readonly { readonly text: string }[])[];
    };
    const [heading, all] = table.rows.map((row) => row.map(({ text }) => text));
    expect(heading).toEqual(["Owed by", "Not due", "1–30", "31–60", "61–90", "Over 90"]);
    expect(all?.[0]).toBe("All, USD, less 50.00 credit");
    const amounts = all?.slice(1).filter((text) => text !== "–") ?? [];
    expect(amounts).toEqual(["316,985.75", "420.00", "12.50", "999.99"]);
    const sum = amounts.reduce((cents, text) => cents + Number(text.replace(/\D/g, "")), 0);
    expect(sum - 5_000).toBe(31_836_824);
    expect(JSON.stringify(blocks[0])).toContain(
      "318,368.24 USD owed = 318,418.24 in invoices − 50.00 credit · ",
    );
  });

  it("says that nobody owes anything", async () => {
    const nothing = { ...aging(), totals: [], largest: [], accounts: 0, dso: [] };
    await expectMessage("aging.nothing", agingMessage(nothing));
  });
});

describe("the list of what is past due", () => {
  it("is the golden one", () => expectMessage("overdue", overdueMessage(overdue(3))));

  it("says that nothing of an account is past due", async () => {
    const list = { ...overdue(0), account: { key: "acme", name: "Acme" } };
    await expectMessage("overdue.nothing", overdueMessage(list));
  });

  it("says that there are more than it lists", () => {
    const texts = JSON.stringify(overdueMessage(overdue(41)));
    expect(texts).toContain("The oldest 40 invoices");
    expect(texts).toContain("There are more");
  });
});

describe("the reconciliation", () => {
  it("is the golden one", () =>
    expectMessage("reconciliation", reconciliationMessage(reconciled())));

  it("shows a difference of one cent", async () => {
    await expectMessage("reconciliation.off", reconciliationMessage(reconciled(1_072n)));
  });

  it("says that nothing was posted", async () => {
    const nothing = { asOfOn, currencies: [], balances: true };
    await expectMessage("reconciliation.nothing", reconciliationMessage(nothing));
  });
});

it("keeps within Slack's limits whatever customers are called, with every row there may be", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), (name) => {
      const [first] = aging(name).largest;
      const rows = Array.from({ length: 20 }, () => first).flatMap((row) => row ?? []);
      for (const message of [
        agingMessage({ ...aging(name, 20_000), largest: rows }),
        overdueMessage(overdue(41, name)),
      ]) {
        expect(validateBlocks(message.blocks, "message")).toEqual([]);
      }
    }),
    { numRuns: 50 },
  );
});
