import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localDate } from "../../src/billing/calendar/local-date.ts";
import type { Account } from "../../src/billing/customers/account.ts";
import type { Draft } from "../../src/operations/invoices/draft.ts";
import type {
  CreditableDocument,
  QuoteToInvoice,
  ReversalView,
} from "../../src/operations/invoices/drafts-books.ts";
import type { ListedQuote } from "../../src/operations/invoices/list-quotes.ts";
import { validateBlocks, validateView } from "../../src/sandbox/slack/validate-blocks.ts";
import { draftNotice } from "../../src/slack/messages/draft-notice.ts";
import { milestoneMessage } from "../../src/slack/messages/milestone-message.ts";
import { quotesMessage } from "../../src/slack/messages/quotes-message.ts";
import { runCard } from "../../src/slack/messages/run-card.ts";
import { creditInvoiceView } from "../../src/slack/modals/credit-invoice-view.ts";
import { quoteInvoiceView } from "../../src/slack/modals/quote-invoice-view.ts";
import { reverseRunView } from "../../src/slack/modals/reverse-run-view.ts";
import { plainDocument } from "../billing/sample-documents.ts";
import { expectMessage, expectView } from "./expect-golden.ts";
import { digest, now, sampleApproval, sampleView } from "./sample-views.ts";

const day = localDate("2027-01-02");
const seen = { subject: "BR-12", channel: "C0BILLING" };

function sampleDraft(patch: Partial<Draft> = {}): Draft {
  return {
    id: "draft-1",
    kind: "reversal",
    subject: "BR-12",
    runId: "run-12",
    documentId: null,
    quote: null,
    amountMinor: null,
    datedOn: day,
    note: "Wrong price list",
    poNumber: null,
    digest,
    madeBy: "m-dana",
    madeByName: "Dana Ruiz",
    madeAt: "2027-01-02T09:00:00.000Z",
    state: "waiting",
    endedBy: null,
    endedBecause: null,
    endedAt: null,
    ...patch,
  };
}

const posted: NonNullable<ReversalView["posted"]> = {
  first: "CM-2027-000001",
  last: "CM-2027-001290",
  totals: [
    {
      currency: "USD",
      invoices: 3,
      creditMemos: 1_204,
      invoicedMinor: 112_000n,
      creditedMinor: 31_698_575n,
    },
  ],
};

const reversal = (patch: Partial<ReversalView> = {}): ReversalView => ({
  draft: sampleDraft({ state: "posted", endedBy: "Lee Novak" }),
  chunks: 10,
  doneChunks: 10,
  posted,
  held: [],
  ...patch,
});

const held = [{ payer: "acme", reason: "BR-14 corrected or added to what was billed" }];

describe("a run's reversal", () => {
  const waiting = reversal({ draft: sampleDraft(), posted: null });
  const posting = reversal({
    draft: sampleDraft({ state: "posting", endedBy: "Lee Novak" }),
    doneChunks: 4,
    posted: null,
  });
  const back = sampleDraft({ state: "sent-back", endedBy: "Lee Novak", endedBecause: "Not yet" });

  it.each([
    ["waiting", "completed", waiting],
    ["posting", "completed", posting],
    ["sent-back", "completed", reversal({ draft: back, posted: null })],
    ["in-part", "completed", reversal({ held })],
    ["done", "reversed", reversal()],
  ] as const)("stands on the card: %s", async (name, state, view) => {
    await expectMessage(
      `run-card.reversal-${name}`,
      runCard(sampleView(state, { reversal: view }), now),
    );
  });

  it("is offered where a run ended, and not while one waits", () => {
    expect(JSON.stringify(runCard(sampleView("completed"), now))).toContain("bill_run_reverse");
    const asked = runCard(sampleView("completed", { reversal: waiting }), now);
    expect(JSON.stringify(asked)).not.toContain("bill_run_reverse");
    expect(JSON.stringify(runCard(sampleView("running"), now))).not.toContain("bill_run_reverse");
  });

  const told = { runId: "run-12", at: "2027-01-02T09:00:00.000Z" };
  it.each([
    { ...told, kind: "reversal-asked", by: "Dana Ruiz", reason: "Wrong price list" },
    { ...told, kind: "reversal-approved", by: "Lee Novak" },
    { ...told, kind: "reversal-sent-back", by: "Lee Novak", comment: "Not yet" },
    { ...told, kind: "reversed", held: 0 },
  ] as const)("is told in the thread: $kind", async (milestone) => {
    const view = sampleView("reversed", { reversal: reversal() });
    await expectMessage(`milestone.${milestone.kind}`, milestoneMessage(milestone, view));
  });

  it("says what is left where somebody was held", async () => {
    const view = sampleView("completed", { reversal: reversal({ held }) });
    const milestone = { ...told, kind: "reversed", held: 1 } as const;
    await expectMessage("milestone.reversed-in-part", milestoneMessage(milestone, view));
  });

  it("is asked for in a form", async () => {
    const { run, totals } = sampleView("completed");
    const reversible = {
      documents: 1_293,
      silentLines: 4,
      totals,
      latestInvoiceOn: day,
      content: "c",
      builtOn: [],
      used: [],
    };
    await expectView("modal.reverse-run", reverseRunView({ run, reversible, datedOn: day }, seen));
  });
});

function sampleInvoice(account = "acme"): CreditableDocument {
  const document = {
    ...plainDocument(42_000n, { account }),
    id: "document-1",
    number: "INV-2026-000042",
    runNumber: 12,
  };
  return {
    document,
    lineIds: [],
    quote: null,
    openMinor: 40_000n,
    reversedBy: null,
    isReversal: false,
    builtOn: [],
    billed: [],
  };
}

const payer = { key: "globex", name: "Globex", currency: "EUR", paymentTermsDays: 30 } as Account;
const quote = {
  key: "Q-88",
  account: "globex",
  title: "Platform rollout",
  amount: "48000",
  currency: "EUR",
  validUntilOn: localDate("2027-01-31"),
};

function sampleQuote(patch: Partial<ListedQuote> = {}): ListedQuote {
  return { quote, accountName: "Globex", invoice: null, draft: null, state: "open", ...patch };
}

describe("credits and quotes", () => {
  it("a credit is asked for in a form", async () => {
    await expectView("modal.credit-invoice", creditInvoiceView(sampleInvoice(), day, seen));
  });

  it("so is the invoice of a quote, with what an approver said of it", async () => {
    const draft = sampleDraft({
      kind: "quote-invoice",
      subject: "Q-88",
      state: "sent-back",
      endedBy: "Lee Novak",
      endedBecause: "Date it January",
    });
    const row: QuoteToInvoice = { ...sampleQuote(), payer, draft };
    await expectView(
      "modal.quote-invoice",
      quoteInvoiceView(row, day, { ...seen, subject: "Q-88" }),
    );
  });

  it("what waits is told to whom asked", async () => {
    const approval = sampleApproval("open", {
      content: {
        label: "Quote Q-88 for Globex",
        amounts: [{ currency: "EUR", minor: 4_800_000n }],
        lines: [],
      },
    });
    await expectMessage("notice.draft-waits", draftNotice(approval));
  });

  it("quotes are listed with where each stands", async () => {
    const states: ListedQuote[] = [
      sampleQuote(),
      sampleQuote({ state: "waiting", draft: sampleDraft() }),
      sampleQuote({
        state: "sent-back",
        draft: sampleDraft({ state: "sent-back", endedBy: "Lee Novak", endedBecause: "Not yet" }),
      }),
      sampleQuote({ state: "invoiced", invoice: "INV-2027-000007" }),
      sampleQuote({ state: "expired" }),
    ];
    await expectMessage("quotes", quotesMessage(states));
  });

  it("no quotes at all says where they come from", async () => {
    await expectMessage("quotes.none", quotesMessage([]));
  });
});

describe("with the worst of names", () => {
  const nasty = fc.oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 300 }),
    fc.constantFrom("<!channel> *Approved*", "\u202egnp.exe", "مؤسسة النور", "👩‍👩‍👧‍👦".repeat(60)),
  );

  it("lists and forms stay within Slack's limits", () => {
    fc.assert(
      fc.property(nasty, fc.integer({ min: 1, max: 1_000 }), (name, many) => {
        const bad = { ...quote, key: name, title: name.repeat(3) };
        const draft = sampleDraft({ endedBy: name, endedBecause: name, madeByName: name });
        const states = ["open", "waiting", "sent-back", "invoiced", "expired"] as const;
        const rows = Array.from({ length: many }, (_, index) =>
          sampleQuote({
            quote: bad,
            accountName: name,
            state: states[index % 5] ?? "open",
            draft,
            invoice: name,
          }),
        );
        expect(validateBlocks(quotesMessage(rows).blocks, "message")).toEqual([]);
        const row = { ...sampleQuote({ quote: bad, draft }), payer: { ...payer, name } };
        const about = { subject: name.slice(0, 200), channel: null };
        expect(validateView(quoteInvoiceView(row, day, about))).toEqual([]);
        expect(validateView(creditInvoiceView(sampleInvoice(name), day, about))).toEqual([]);
        const list = Array.from({ length: many }, () => ({ payer: name, reason: name }));
        const part = reversal({ draft: { ...draft, state: "posted" }, held: list });
        const card = runCard(sampleView("completed", { reversal: part }), now);
        expect(validateBlocks(card.blocks, "message")).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
