import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { BillingData } from "../../src/billing/billing-file/billing-data.ts";
import { localDate } from "../../src/billing/calendar/local-date.ts";
import { voteOnApproval } from "../../src/operations/approvals/vote-on-approval.ts";
import { importBillingData } from "../../src/operations/customers/import-billing-data.ts";
import { creditInvoice } from "../../src/operations/invoices/credit-invoice.ts";
import { type InvoiceQuote, invoiceQuote } from "../../src/operations/invoices/invoice-quote.ts";
import { listQuotes } from "../../src/operations/invoices/list-quotes.ts";
import { isRefusal } from "../../src/operations/refusal.ts";
import { openSmallBooks, previewNovember, type SmallBooks } from "../store/small-books.ts";
import { expectSoundBooks } from "../support/oracles.ts";
import { billingData } from "../support/play-runs.ts";

let small: SmallBooks;

type Wanted = {
  readonly amount?: string;
  readonly title?: string;
  readonly terms?: number;
  readonly percent?: string;
  readonly until?: string;
};

/** Globex and its quote, with what a test wants otherwise. */
function company(wanted: Wanted = {}): BillingData {
  const {
    amount = "48000",
    title = "Platform rollout",
    terms = 30,
    percent = "19",
    until,
  } = wanted;
  return billingData({
    version: 1,
    settings: { currency: "EUR", timeZone: "UTC" },
    taxRates: [{ key: "de-vat", percent, country: "DE" }],
    plans: [],
    accounts: [
      {
        key: "globex",
        name: "Globex",
        segment: "enterprise",
        address: { country: "DE" },
        paymentTermsDays: terms,
      },
      { key: "branch", name: "Globex Branch", parent: "globex" },
    ],
    subscriptions: [],
    quotes: [
      { key: "Q-88", account: "globex", title, amount, ...(until ? { validUntilOn: until } : {}) },
      { key: "Q-91", account: "branch", title: "Training", amount: "1200.50" },
    ],
  });
}

beforeEach(async () => {
  small = await openSmallBooks(company());
});

afterEach(() => small.close());

const plainly = { invoiceOn: null, note: null, poNumber: null, channel: null };

function ask(key = "Q-88", patch: Partial<InvoiceQuote> = {}) {
  return invoiceQuote(small.world, small.maker, { key, ...plainly, ...patch });
}

function vote(decision: "approve" | "reject", subject = "Q-88", by = small.approver) {
  const said = { digest: null, comment: "Not before January", typedTotal: null };
  return voteOnApproval(small.world, by, { kind: "quote-invoice", subject, decision, ...said });
}

function agreeToCredit(subject: string) {
  const said = { digest: null, comment: null, typedTotal: null };
  const vote = { kind: "credit", subject, decision: "approve", ...said } as const;
  return voteOnApproval(small.world, small.approver, vote);
}

function take(data: BillingData) {
  return importBillingData(small.world, small.maker, { source: "test", data });
}

async function stateOf(key: string) {
  const listed = await listQuotes(small.world, small.maker, { limit: 9 });
  if (isRefusal(listed)) throw new Error(listed.message);
  return listed.find(({ quote }) => quote.key === key)?.state;
}

function documents() {
  return small.sql<{ number: string; total: string; due: string; quote: string }>(
    `SELECT number, total_minor::text AS total, due_on::text AS due, quote FROM document
      ORDER BY number`,
  );
}

describe("the invoice of a quote", () => {
  it("is posted by the approver's click, as it was approved", async () => {
    expect(await ask("Q-88", { poNumber: "PO 7" })).toMatchObject({
      content: {
        label: "Quote Q-88 for Globex",
        amounts: [{ currency: "EUR", minor: 5_712_000n }],
        lines: [
          "Platform rollout: 48,000.00 EUR, tax 9,120.00 EUR (de-vat 19 %).",
          "1 line, net 30, due 1 Dec 2026, dated 1 Nov 2026.",
          "Purchase order: PO 7",
        ],
      },
    });
    expect(await stateOf("Q-88")).toBe("waiting");
    expect(await documents()).toEqual([]);
    expect(await vote("approve")).not.toHaveProperty("refusal");
    expect(await documents()).toEqual([
      { number: "INV-2026-000001", total: "5712000", due: "2026-12-01", quote: "Q-88" },
    ]);
    expect(await stateOf("Q-88")).toBe("invoiced");
    await expectSoundBooks(small.books);
  });

  it("of a child is owed by its parent", async () => {
    await ask("Q-91");
    await vote("approve", "Q-91");
    const [row] = await small.sql<{ account: string; of: string }>(
      `SELECT d.account, l.account AS of FROM document d JOIN document_line l
          ON l.document_id = d.id`,
    );
    expect(row).toEqual({ account: "globex", of: "branch" });
    await expectSoundBooks(small.books);
  });

  it("is not dated years away by a slip", async () => {
    const asked = await ask("Q-88", { invoiceOn: localDate("1999-11-01") });
    expect(asked).toHaveProperty("refusal", "days_far_apart");
  });

  it("may be one of several on a day", async () => {
    for (const key of ["Q-88", "Q-91"]) {
      await ask(key);
      await vote("approve", key);
    }
    expect(await documents()).toHaveLength(2);
    await expectSoundBooks(small.books);
  });

  it("is not billed by a run", async () => {
    const run = await previewNovember(small);
    expect((await small.books.viewRun(run.id)).counts).toMatchObject({ billed: 0 });
  });

  it("is not approved by who asked for it", async () => {
    await ask();
    expect(await vote("approve", "Q-88", small.maker)).toHaveProperty("refusal", "self_approval");
  });

  it("goes back with a reason, and can be asked for again", async () => {
    await ask("Q-88", { channel: "C0BILLING" });
    expect(await vote("reject")).not.toHaveProperty("refusal");
    expect(await stateOf("Q-88")).toBe("sent-back");
    const draft = await small.books.latestDraft("quote-invoice", "Q-88");
    expect(draft).toMatchObject({ endedBy: "Lee", endedBecause: "Not before January" });
    const told = await small.sql<{ text: string }>(
      "SELECT data ->> 'text' AS text FROM outbox_message WHERE kind = 'note'",
    );
    expect(told).toEqual([
      { text: "Lee sent Quote Q-88 for Globex back to Dana: “Not before January”" },
    ]);
    expect(await ask()).not.toHaveProperty("refusal");
    expect(await vote("approve")).not.toHaveProperty("refusal");
    await expectSoundBooks(small.books);
  });

  it.each([
    [{ amount: "50000" }, "amount was 48,000.00 EUR, now 50,000.00 EUR"],
    [{ terms: 14 }, "payment was net 30, due 1 Dec 2026, now net 14, due 15 Nov 2026"],
    [{ percent: "20" }, "total was 57,120.00 EUR, now 57,600.00 EUR"],
    [{ title: "Rollout" }, "title was Platform rollout, now Rollout"],
  ])("is held where %o came in between", async (changed, said) => {
    await ask();
    expect(await take(company(changed))).not.toHaveProperty("refusal");
    const answer = await vote("approve");
    expect(answer).toMatchObject({ refusal: "quote_changed" });
    expect(answer).toHaveProperty("message", expect.stringContaining(said));
    expect(await documents()).toEqual([]);
    expect(await ask()).not.toHaveProperty("refusal");
    expect(await vote("approve")).not.toHaveProperty("refusal");
    expect(await documents()).toHaveLength(1);
    await expectSoundBooks(small.books);
  });

  it("is made once, however often it is approved at once", async () => {
    await ask();
    const answers = await Promise.all(Array.from({ length: 30 }, () => vote("approve")));
    expect(answers.filter((answer) => !isRefusal(answer))).toHaveLength(1);
    expect(await documents()).toHaveLength(1);
    expect(await ask()).toHaveProperty("refusal", "quote_invoiced");
    await expectSoundBooks(small.books);
  });

  it("is refused once the quote's last day is over", async () => {
    await take(company({ until: "2026-10-31" }));
    expect(await stateOf("Q-88")).toBe("expired");
    expect(await ask()).toHaveProperty("refusal", "quote_expired");
  });

  it("keeps its quote from saying something else", async () => {
    await ask();
    await vote("approve");
    expect(await take(company({ amount: "1" }))).toHaveProperty("refusal", "quote_invoiced");
    expect(await take(company({ terms: 7 }))).not.toHaveProperty("refusal");
    const change = small.sql("UPDATE quote SET amount = 1 WHERE key = 'Q-88'");
    await expect(change).rejects.toThrow("quote Q-88 is invoiced");
  });

  it("says what stays as credit where some was credited before", async () => {
    await ask();
    await vote("approve");
    const number = "INV-2026-000001";
    const wanted = { number, amount: "7120.00", reason: null, datedOn: null, channel: null };
    await creditInvoice(small.world, small.maker, wanted);
    await agreeToCredit(number);
    const whole = await creditInvoice(small.world, small.maker, { ...wanted, amount: null });
    expect(whole).toMatchObject({
      content: {
        lines: [
          "1 credit memo, dated 1 Nov 2026.",
          "The whole invoice: quote Q-88 is not invoiced again.",
          "7,120.00 EUR of it is settled already, and stays as credit of the account.",
        ],
      },
    });
  });

  it("is credited whole like any other, and not made again", async () => {
    await ask();
    await vote("approve");
    const number = "INV-2026-000001";
    const wanted = { number, amount: null, reason: null, datedOn: null, channel: null };
    expect(await creditInvoice(small.world, small.maker, wanted)).toMatchObject({
      content: { lines: expect.arrayContaining([expect.stringContaining("not invoiced again")]) },
    });
    await agreeToCredit(number);
    expect((await documents()).map((row) => row.number)).toEqual(["CM-2026-000001", number]);
    expect(await ask()).toHaveProperty("refusal", "quote_invoiced");
    await expectSoundBooks(small.books);
  });
});

describe("past the program", () => {
  it("nothing is posted from a draft that nobody approved", async () => {
    await ask();
    const move = small.sql("UPDATE document_draft SET state = 'posted'");
    await expect(move).rejects.toThrow("not approved by enough others");
  });

  it("what a draft asks for can't be changed", async () => {
    await ask();
    const change = small.sql("UPDATE document_draft SET dated_on = '2027-01-01'");
    await expect(change).rejects.toThrow("a draft stands as it was made");
    await expect(small.sql("DELETE FROM document_draft")).rejects.toThrow("stands as it was made");
  });
});
