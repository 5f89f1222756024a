import { voteOnApproval } from "../../../src/operations/approvals/vote-on-approval.ts";
import { reverseBillRun } from "../../../src/operations/bill-runs/reverse-bill-run.ts";
import { reverseChunk } from "../../../src/operations/bill-runs/reverse-chunk.ts";
import { workChunk } from "../../../src/operations/bill-runs/work-chunk.ts";
import { creditInvoice } from "../../../src/operations/invoices/credit-invoice.ts";
import { invoiceQuote } from "../../../src/operations/invoices/invoice-quote.ts";
import { listQuotes } from "../../../src/operations/invoices/list-quotes.ts";
import { chunksOf } from "../../store/small-books.ts";
import { running, type Stage } from "../twin-stage.ts";
import { reading, type Twin } from "./twin.ts";

const asked = { reason: "wrong price", datedOn: null, channel: "C1" };
const yes = { digest: null, decision: "approve", comment: null, typedTotal: null } as const;

/** A run of one account that is posted to its end. */
async function posted(stage: Stage) {
  const run = await running(stage);
  for (const chunk of await chunksOf(stage, run, "launch"))
    await workChunk(stage.world, chunk, "w");
  return run;
}

/** The number of the invoice that a run posted. */
async function invoiceOf(stage: Stage): Promise<string> {
  const { id } = await posted(stage);
  const [row] = await stage.sql<{ number: string }>(
    "SELECT number FROM document WHERE run_id = $1",
    [id],
  );
  return row?.number ?? "";
}

async function newQuote(stage: Stage): Promise<string> {
  const { account } = stage.fresh();
  const key = `Q-${account}`;
  const quote = { key, account, title: "Setting up", amount: "480.00", currency: "USD" };
  const nothing = { catalog: null, accounts: [], subscriptions: [], usage: [] };
  await stage.books.write((tx) => tx.importData({ ...nothing, quotes: [quote] }));
  return key;
}

/** Reversals, credits and the invoices of quotes, by their files. */
export const invoiceTwins: Readonly<Record<string, Twin>> = {
  "bill-runs/reverse-bill-run": {
    async prepare(stage) {
      const { number } = await posted(stage);
      return (world) => reverseBillRun(world, stage.maker, { number, ...asked });
    },
    second: ["approval_open"],
    auditsOfSecond: 1,
  },
  "bill-runs/reverse-chunk": {
    async prepare(stage) {
      const run = await posted(stage);
      await reverseBillRun(stage.world, stage.maker, { number: run.number, ...asked });
      const subject = `BR-${run.number}`;
      await voteOnApproval(stage.world, stage.approver, { kind: "reversal", subject, ...yes });
      const draft = await stage.books.latestDraft("reversal", subject);
      const [chunk] = await chunksOf(stage, run, "launch");
      const ref = { draftId: draft?.id ?? "", chunkId: chunk?.chunkId ?? "" };
      return (world) => reverseChunk(world, ref);
    },
    second: false,
    auditsOfSecond: 0,
  },
  "invoices/credit-invoice": {
    async prepare(stage) {
      const number = await invoiceOf(stage);
      return (world) => creditInvoice(world, stage.maker, { number, amount: null, ...asked });
    },
    second: ["approval_open"],
    auditsOfSecond: 1,
  },
  "invoices/invoice-quote": {
    async prepare(stage) {
      const key = await newQuote(stage);
      const quote = { key, invoiceOn: null, note: null, poNumber: null, channel: "C1" };
      return (world) => invoiceQuote(world, stage.maker, quote);
    },
    second: ["approval_open"],
    auditsOfSecond: 1,
  },
  "invoices/list-quotes": reading((world, { maker }) => listQuotes(world, maker, { limit: 9 })),
};
