import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayNumber } from "../../src/billing/calendar/day-number.ts";
import { localDate } from "../../src/billing/calendar/local-date.ts";
import type { Account } from "../../src/billing/customers/account.ts";
import type { Line } from "../../src/billing/invoicing/document.ts";
import type { AccountView } from "../../src/operations/customers/show-account.ts";
import type { InvoiceView } from "../../src/operations/invoices/show-invoice.ts";
import { validateBlocks } from "../../src/sandbox/slack/validate-blocks.ts";
import { accountMessage } from "../../src/slack/messages/account-message.ts";
import { invoiceMessage } from "../../src/slack/messages/invoice-message.ts";
import { expectMessage } from "./expect-golden.ts";
import { digest } from "./sample-views.ts";

const acme: Account = {
  key: "acme",
  name: "Acme <!here> & Sons",
  currency: "USD",
  timeZone: "UTC",
  billCycleDay: 1,
  segment: "enterprise",
  tags: ["emea"],
  taxExempt: false,
  paymentTermsDays: 30,
  documentsPer: "account",
  autoPay: false,
};

const day = (text: string) => dayNumber(localDate(text));

function accountView(patch: Partial<AccountView> = {}): AccountView {
  return {
    account: acme,
    payer: acme,
    standing: {
      sold: [
        {
          subscription: "acme-team",
          plan: "Team",
          quantity: "seats 120",
          state: "active",
          startsOn: day("2026-01-01"),
          endsOn: null,
        },
        {
          subscription: "acme-old",
          plan: "Basic",
          quantity: "1",
          state: "ended",
          startsOn: day("2025-01-01"),
          endsOn: day("2026-01-01"),
        },
      ],
      dueNowMinor: null,
      nextDueOn: day("2027-01-01"),
    },
    trouble: null,
    documents: [
      {
        id: "document-1",
        number: "INV-2026-000007",
        runNumber: 12,
        type: "invoice",
        account: "acme",
        currency: "USD",
        invoiceOn: localDate("2026-12-01"),
        dueOn: localDate("2026-12-31"),
        subtotalMinor: 1_200_000n,
        discountMinor: 0n,
        taxMinor: 0n,
        totalMinor: 1_200_000n,
        openMinor: 1_000_000n,
      },
      {
        id: "document-2",
        number: "CM-2026-000001",
        runNumber: null,
        type: "credit-memo",
        account: "acme",
        currency: "USD",
        invoiceOn: localDate("2026-11-01"),
        dueOn: localDate("2026-11-01"),
        subtotalMinor: 5_000n,
        discountMinor: 0n,
        taxMinor: 0n,
        totalMinor: 5_000n,
        openMinor: 0n,
      },
    ],
    runs: [
      { number: 13, name: "January", state: "previewing", result: null, reason: null },
      { number: 12, name: "December", state: "completed", result: "billed", reason: null },
      {
        number: 11,
        name: "November *x*",
        state: "completed-with-exceptions",
        result: "parked",
        reason: "no price in <SEK>",
      },
    ],
    ...patch,
  };
}

const line: Line = {
  account: "acme",
  subscription: "acme-team",
  charge: "seats",
  kind: "recurring",
  from: localDate("2026-12-20"),
  to: localDate("2027-01-01"),
  periodFrom: localDate("2026-12-01"),
  correction: 0,
  corrects: [],
  quantity: "5",
  fraction: "12/31",
  amountMinor: 19_355n,
  discountMinor: 1_000n,
  taxMinor: 2_356n,
  discounts: [],
  taxes: [],
  terms: "x",
  why: "12 of 31 days at 100.00 a month × 5",
};

function invoiceView(patch: Partial<InvoiceView> = {}): InvoiceView {
  return {
    document: {
      id: "document-1",
      number: "INV-2026-000007",
      runNumber: 12,
      type: "invoice",
      account: "acme",
      currency: "USD",
      invoiceOn: localDate("2027-01-01"),
      dueOn: localDate("2027-01-31"),
      lines: [
        line,
        { ...line, account: "acme-eu", charge: "support", kind: "credit", taxMinor: 0n },
      ],
      taxes: [
        { rate: "vat", percent: "19", inclusive: false, baseMinor: 12_400n, taxMinor: 2_356n },
      ],
      subtotalMinor: 38_710n,
      discountMinor: 2_000n,
      taxMinor: 2_356n,
      totalMinor: 39_066n,
    },
    accountName: acme.name,
    chargeNames: { seats: "Seats" },
    openMinor: 39_066n,
    reversedBy: null,
    quote: null,
    digest,
    ...patch,
  };
}

describe("an account", () => {
  it("is told with what runs, what is due, its documents and runs", async () => {
    await expectMessage("account", accountMessage(accountView()));
  });

  it("is billed by a run that was launched, and would be by one that was not", () => {
    const run = { number: 14, name: "February", result: "billed", reason: null } as const;
    const said = (state: "previewed" | "awaiting-approval" | "approved" | "running") =>
      JSON.stringify(accountMessage(accountView({ runs: [{ ...run, state }] })).blocks);
    expect(said("previewed")).toContain("February · previewed, would be billed");
    expect(said("awaiting-approval")).toContain("waiting for approval, would be billed");
    expect(said("approved")).toContain("approved, would be billed");
    expect(said("running")).toContain("February · billed");
  });

  it("that pays through another, is new, or can't be billed says so", async () => {
    const payer = { ...acme, key: "group", name: "Group" };
    const none = { sold: [], dueNowMinor: null, nextDueOn: null };
    const fresh = { documents: [], runs: [], standing: none };
    await expectMessage("account.new", accountMessage(accountView({ ...fresh, payer })));
    const trouble = "There is no price in SEK for seats.";
    const parked = accountMessage(accountView({ standing: null, trouble }));
    await expectMessage("account.parked", parked);
    const due = { sold: [], dueNowMinor: 1_234_500n, nextDueOn: null };
    expect(accountMessage(accountView({ standing: due })).text).toContain("due now 12,345.00 USD");
  });
});

describe("a document", () => {
  it("is told line by line, with taxes, what is open and where it is from", async () => {
    await expectMessage("invoice", invoiceMessage(invoiceView()));
  });

  it("that was taken back, or is a quote's or a credit memo, says so", async () => {
    const back = invoiceView({ reversedBy: "CM-2027-000001", openMinor: 0n });
    await expectMessage("invoice.reversed", invoiceMessage(back));
    const { document } = invoiceView();
    const memo = { ...document, number: "CM-2027-000003", runNumber: null, type: "credit-memo" };
    const shown = { document: memo as InvoiceView["document"], quote: "Q-88", digest: null };
    await expectMessage("invoice.memo", invoiceMessage(invoiceView(shown)));
  });
});

describe("the worst case", () => {
  it("fits a message, whatever the names and however many lines there are", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 600 }), (text) => {
        const key = text.slice(0, 300) || "x";
        const account = { ...acme, key, name: text, tags: Array(50).fill(text) };
        const { standing, documents, runs } = accountView();
        const [sold] = standing?.sold ?? [];
        if (!standing || !sold) throw new Error("the sample stands");
        const many = Array(200).fill({ ...sold, plan: text, quantity: text, subscription: key });
        const view = accountView({
          account,
          standing: { ...standing, sold: many },
          runs: runs.map((run) => ({ ...run, name: text, reason: text })),
          documents,
        });
        expect(validateBlocks(accountMessage(view).blocks, "message")).toEqual([]);
        const lines = Array(1_000).fill({ ...line, why: text, charge: text, account: key });
        const document = { ...invoiceView().document, lines, account: key };
        const invoice = invoiceMessage(invoiceView({ document, accountName: text }));
        expect(validateBlocks(invoice.blocks, "message")).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});
