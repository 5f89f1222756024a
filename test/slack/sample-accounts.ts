import { localDate } from "../../src/billing/calendar/local-date.ts";
import type { Line } from "../../src/billing/invoicing/document.ts";
import type { BillChange } from "../../src/operations/bill-runs/biggest-changes.ts";
import type { CountedSelection } from "../../src/operations/bill-runs/count-selection.ts";
import type { RunAccountsPage } from "../../src/operations/bill-runs/list-run-accounts.ts";
import type { AccountBill } from "../../src/operations/bill-runs/look-at-account.ts";
import type { AccountResultRow } from "../../src/operations/book-records.ts";
import { emptyDraft } from "../../src/slack/run-draft.ts";
import { sampleRow, sampleRows, sampleView } from "./sample-views.ts";

/** The first page of the sample run's accounts. */
export function samplePage(patch: Partial<RunAccountsPage> = {}): RunAccountsPage {
  const view = sampleView("completed-with-exceptions");
  return { view, filter: {}, page: 0, rows: sampleRows, hasMore: true, ...patch };
}

/** A line of seats that grew on 20 December. */
export function sampleLine(patch: Partial<Line> = {}): Line {
  return {
    ...{ account: "acme", subscription: "acme-1", charge: "seats", kind: "recurring" },
    ...{ from: localDate("2026-12-20"), to: localDate("2027-01-01") },
    ...{ periodFrom: localDate("2026-12-01"), correction: 0, corrects: [], quantity: "5" },
    ...{ fraction: "12/31", amountMinor: 19_355n, discountMinor: 1_000n, taxMinor: 3_487n },
    discounts: [{ coupon: "spring", discountMinor: 1_000n }],
    taxes: [],
    terms: "1m 100",
    why: "12 of 31 days at 100.00 a month × 5",
    ...patch,
  };
}

/** Acme's bill in the sample run, worked out again. */
export function sampleBill(patch: Partial<AccountBill> = {}): AccountBill {
  const back = sampleLine({
    ...{ kind: "credit", quantity: "2", amountMinor: -7_742n, discountMinor: 0n, discounts: [] },
    ...{ taxMinor: -1_471n, corrects: ["2026-12-01/recurring/0"], why: "12/31 of 200.00 billed" },
  });
  const [row = sampleRow("acme")] = sampleRows;
  return {
    run: sampleView("awaiting-approval").run,
    row,
    payer: { key: "acme", name: "Acme <!here>" },
    stands: "as-previewed",
    documents: [
      {
        ...{ type: "invoice", account: "acme", currency: "USD", number: null },
        ...{ invoiceOn: localDate("2027-01-01"), dueOn: localDate("2027-01-31") },
        lines: [back, sampleLine()],
        taxes: [
          {
            ...{ rate: "vat", percent: "19", inclusive: false },
            ...{ baseMinor: 10_613n, taxMinor: 2_016n },
          },
        ],
        ...{ subtotalMinor: 11_613n, discountMinor: 1_000n, taxMinor: 2_016n, totalMinor: 12_629n },
      },
    ],
    nameOf: (charge) => (charge === "seats" ? "Seats" : charge),
    ...patch,
  };
}

/** Bills that differ from the ones before. */
export const sampleChanges: readonly BillChange[] = [
  { ...(sampleRows[0] ?? sampleRow("acme")), why: "Seats +700.00 (118 → 125)" },
  {
    ...sampleRow("hooli", { name: "Hooli", currency: "JPY", invoicedMinor: 90n }),
    ...{ previousMinor: 900n, why: "API calls −810 (90 → 9)" },
  },
];

/** A parked account, as the exceptions list it. */
export const sampleException: AccountResultRow = {
  ...{ account: "nordwind", name: "Nordwind", payer: "nordwind", result: "parked" },
  ...{ reasonCode: "price_missing", reason: "charge seats has no price in SEK" },
};

/** What a run can be narrowed to, in the sample company. */
export const sampleChoices = {
  segments: ["enterprise", "mid-market"],
  tags: ["emea"],
  currencies: ["EUR", "USD"],
  plans: [{ key: "team", name: "Team" }],
};

/** The form as it opens on 31 December. */
export const sampleDraft = emptyDraft({ targetOn: "2026-12-31", invoiceOn: "2027-01-01" });

/** A selection of one segment and a misspelt account. */
export const sampleCount: CountedSelection = {
  ...{ selected: 1_312, onPlans: null, left: { run: 11, accounts: 2 } },
  ...{ unknown: [{ key: "acmee", near: ["acme"] }], moreUnknown: 0 },
};
