import type { DraftsReader, DraftsWriter } from "../operations/invoices/drafts-books.ts";
import { loadCatalog } from "./catalog.ts";
import { type Db, execute } from "./database.ts";
import * as drafts from "./drafts.ts";
import type { QueuedJob } from "./jobs-queue.ts";
import { openBalances } from "./open-balances.ts";
import { postDraft } from "./post-drafts.ts";
import * as quotes from "./quotes.ts";
import * as chunks from "./reversal-chunks.ts";
import { reversibleRun, viewReversal } from "./reversals.ts";
import { creditableDocument } from "./stored-documents.ts";

/** Reading of drafts, outside or inside a transaction. */
export function draftsReader(db: Db): DraftsReader {
  return {
    findDraft: (id) => drafts.findDraft(db, id),
    latestDraft: (kind, subject) => drafts.latestDraft(db, kind, subject),
    reversibleRun: (runId) => reversibleRun(db, runId),
    creditableDocument: (number) => creditableDocument(db, number),
    strandedReversals: () => chunks.strandedReversals(db),
    viewReversal: (runId) => viewReversal(db, runId),
    findQuote: (key) => quotes.findQuote(db, key),
    listQuotes: (limit) => quotes.listQuotes(db, limit),
    invoicedQuotes: (keys) => quotes.invoicedQuotes(db, keys),
    openBalances: (ids) => openBalances(db, ids),
  };
}

/** Changes of drafts; jobs wait for the end of the transaction. */
export function draftsWriter(db: Db, last: { readonly jobs: (QueuedJob | null)[] }): DraftsWriter {
  return {
    ...draftsReader(db),
    async currentCatalog() {
      // An import that goes on is waited for, and the next one waits until this is posted.
      await execute(db, "SELECT pg_advisory_xact_lock_shared(hashtext('billrun.import'))");
      return loadCatalog(db);
    },
    insertDraft: (draft) => drafts.insertDraft(db, draft),
    async lockPayer(account) {
      await execute(
        db,
        `SELECT key FROM account
          WHERE payer = (SELECT payer FROM account WHERE key = $1)
          ORDER BY key FOR NO KEY UPDATE`,
        account,
      );
    },
    moveDraft: (id, from, to, end) => drafts.moveDraft(db, id, from, to, end),
    async openReversal(draft) {
      const jobs = await chunks.openReversal(db, draft);
      last.jobs.push(...jobs);
      return jobs.length;
    },
    openReversalChunk: (draft, chunkId) => chunks.openReversalChunk(db, draft, chunkId),
    requeueReversals: async (stranded) => void last.jobs.push(...stranded.map(chunks.reversalJob)),
    holdReversal: (draftId, chunkId, held) => chunks.holdReversal(db, draftId, chunkId, held),
    settleReversal: (draftId) => chunks.settleReversal(db, draftId),
    postDraft: (draft, documents, silent, at) => postDraft(db, draft, documents, silent, at),
  };
}
