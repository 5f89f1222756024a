import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { voteOnApproval } from "../../src/operations/approvals/vote-on-approval.ts";
import { reverseBillRun } from "../../src/operations/bill-runs/reverse-bill-run.ts";
import { reverseChunk } from "../../src/operations/bill-runs/reverse-chunk.ts";
import { creditInvoice } from "../../src/operations/invoices/credit-invoice.ts";
import { invoiceQuote } from "../../src/operations/invoices/invoice-quote.ts";
import { connect } from "../../src/store/database.ts";
import type { PrismaClient } from "../../src/store/generated/client.ts";
import { smallCompany } from "../scenarios/small-company.ts";
import { expectSoundBooks } from "../support/oracles.ts";
import { breachesAfter } from "./breaches-after.ts";
import { chunksOf, openSmallBooks, postNovember, type SmallBooks } from "./small-books.ts";

let small: SmallBooks;
let client: PrismaClient;

const plainly = { reason: null, datedOn: null, channel: null };
const yes = { digest: null, decision: "approve", comment: null, typedTotal: null } as const;

/** BR-1 is reversed; of BR-2 one invoice is credited in part; Q-1 is invoiced. */
beforeAll(async () => {
  small = await openSmallBooks(smallCompany([{ key: "acme" }, { key: "zeta" }]));
  const { world, maker, approver } = small;
  const run = await postNovember(small, { accounts: ["acme"] });
  await reverseBillRun(world, maker, { number: 1, ...plainly });
  await voteOnApproval(world, approver, { kind: "reversal", subject: "BR-1", ...yes });
  const draft = await small.books.latestDraft("reversal", "BR-1");
  for (const { chunkId } of await chunksOf(small, run, "launch")) {
    await reverseChunk(world, { draftId: draft?.id ?? "", chunkId });
  }
  await postNovember(small, { accounts: ["zeta"] });
  const number = "INV-2026-000002";
  await creditInvoice(world, maker, { number, amount: "30.00", ...plainly });
  await voteOnApproval(world, approver, { kind: "credit", subject: number, ...yes });
  const quote = { key: "Q-1", account: "acme", title: "Setup", amount: "480", currency: "USD" };
  const nothing = { catalog: null, accounts: [], subscriptions: [], usage: [] };
  await small.books.write((tx) => tx.importData({ ...nothing, quotes: [quote] }));
  const asked = { key: "Q-1", invoiceOn: null, note: null, poNumber: null, channel: null };
  await invoiceQuote(world, maker, asked);
  await voteOnApproval(world, approver, { kind: "quote-invoice", subject: "Q-1", ...yes });
  client = connect(small.url, 1);
});

afterAll(async () => {
  await client?.$disconnect();
  await small?.close();
});

const ofZeta = "(SELECT id FROM document WHERE number = 'INV-2026-000002')";

const planted: readonly (readonly [string, string, string])[] = [
  [
    "a reversed run left a document",
    "UPDATE document SET reverses = NULL WHERE reverses IS NOT NULL",
    "O2 the reversed run left something: BR-1",
  ],
  [
    "a line is taken back with another amount",
    "UPDATE document_line SET amount_minor = -1 WHERE reverses IS NOT NULL",
    "O3 a line is not taken back as billed: s-acme seats 2026-11-01",
  ],
  [
    "a document is undone with another total",
    "UPDATE document SET subtotal_minor = 1, total_minor = 1 WHERE reverses IS NOT NULL",
    "O3 the document is not undone as it was: CM-2026-000001",
  ],
  [
    "an invoice is settled with more than its total",
    `UPDATE application SET amount_minor = 10001 WHERE invoice_id = ${ofZeta}`,
    "O3 more is settled than there is: ",
  ],
  [
    "a credit settles what another account owes",
    `UPDATE application SET invoice_id = ${ofZeta}
      WHERE credit_id = (SELECT id FROM document WHERE number = 'CM-2026-000001')`,
    "O3 one settles what it can't: CM-2026-000001 for INV-2026-000002",
  ],
  [
    "a quote says another amount than its invoice",
    "UPDATE quote SET amount = 481",
    "O3 the quote is invoiced with another amount: INV-2026-000003",
  ],
  [
    "documents come from a draft that nobody approved",
    "UPDATE approval SET state = 'void' WHERE kind = 'quote-invoice'",
    "O7 posted from a draft that nobody else approved: INV-2026-000003",
  ],
  [
    "the maker of a draft approved it",
    `UPDATE document_draft SET made_by = (SELECT member_id FROM approval_vote v
        JOIN approval a ON a.id = v.approval_id WHERE a.kind = 'credit')
      WHERE kind = 'credit'`,
    "O7 posted from a draft that nobody else approved: CM-2026-000002",
  ],
  [
    "the trail does not know of a draft's documents",
    "DELETE FROM audit_entry WHERE action = 'reversal.post'",
    "O8 the audit trail does not know of the draft: BR-1, of whose 1 documents the trail knows 0",
  ],
  [
    "a chunk of an ended reversal is not done",
    "UPDATE draft_chunk SET done_at = NULL",
    "O10 a chunk of an ended reversal is not done: the reversal of BR-1",
  ],
];

describe("an oracle sees that", () => {
  it.each(planted)("%s", async (_, statement, breach) => {
    const found = await breachesAfter(client, statement);
    expect(found.filter((each) => each.startsWith(breach))).not.toEqual([]);
  });
});

it("sound books have no breach, before and after all that", async () => {
  await expectSoundBooks(small.books);
});

describe("the database refuses", () => {
  const refused: readonly (readonly [string, string, string])[] = [
    [
      "to settle an invoice beyond its total",
      `INSERT INTO application SELECT gen_random_uuid(), c.id, i.id, 7001, now()
         FROM document c, document i
        WHERE c.number = 'CM-2026-000002' AND i.number = 'INV-2026-000002'`,
      "application_once",
    ],
    [
      "to use a credit for another account",
      `INSERT INTO application SELECT gen_random_uuid(), c.id, i.id, 1, now()
         FROM document c, document i
        WHERE c.number = 'CM-2026-000001' AND i.number = 'INV-2026-000002'`,
      "CM-2026-000001 does not settle INV-2026-000002",
    ],
    [
      "to use a credit for more than it gives",
      `INSERT INTO application SELECT gen_random_uuid(), c.id, i.id, 1, now()
         FROM document c, document i
        WHERE c.number = 'CM-2026-000001' AND i.number = 'INV-2026-000003'`,
      "CM-2026-000001 would be used for more than it gives",
    ],
    ["to change what settles what", "UPDATE application SET amount_minor = 1", "never changed"],
    [
      "a document of neither a run nor a draft",
      "INSERT INTO document_line (id, position, account, charge, kind, from_on, to_on, " +
        "period_from_on, correction, quantity, amount_minor, discount_minor, tax_minor, " +
        "discounts, taxes, terms, why) VALUES (gen_random_uuid(), 0, 'acme', 'x', 'credit', " +
        "'2026-11-01', '2026-11-02', '2026-11-01', 0, 1, 0, 0, 0, '[]', '[]', '-', '-')",
      "document_line_of_one_origin",
    ],
  ];

  it.each(refused)("%s", async (_, statement, reason) => {
    await expect(small.sql(statement)).rejects.toThrow(reason);
  });
});
