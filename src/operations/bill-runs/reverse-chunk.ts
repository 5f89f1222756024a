import { reverseBilled } from "../../billing/bill-run/reverse-billed.ts";
import { postingsOfDocument } from "../../billing/ledger/posting.ts";
import type { BooksWriter } from "../books.ts";
import { failpoint } from "../failpoint.ts";
import type { Draft } from "../invoices/draft.ts";
import type {
  DraftPosting,
  ReversalChunk,
  ReversalPayer,
  SilentReversal,
} from "../invoices/drafts-books.ts";
import { runSubject } from "../notifications/card.ts";
import type { World } from "../world.ts";

/**
 * Takes back what a run posted for one chunk of its payers, in one transaction, once, and ends the
 * reversal after the last chunk. A payer whose documents a later run built on since the approval is
 * held: nothing of it is taken back, and the run is not reversed before that is. False where the
 * chunk was done before, or billing is frozen.
 */
export async function reverseChunk(
  world: World,
  { draftId, chunkId }: ReversalChunk,
): Promise<boolean> {
  const draft = await world.books.findDraft(draftId);
  if (draft?.state !== "posting") return false;
  const done = await world.books.write((tx) => takeBack(tx, world, draft, chunkId));
  await failpoint("reversal.posted");
  // In a transaction of its own: whichever chunk ends last must see all the others as done.
  await world.books.write((tx) => finish(tx, world, draft));
  await failpoint("reversal.finished");
  return done;
}

async function takeBack(
  tx: BooksWriter,
  world: World,
  draft: Draft,
  chunkId: string,
): Promise<boolean> {
  // Nothing is posted while billing is frozen; whoever looks for lost work asks for it again.
  if (await tx.freezeNow()) return false;
  const payers = await tx.openReversalChunk(draft, chunkId);
  if (!payers) return false;
  await failpoint("reversal.opened");
  const held = payers.flatMap((payer) => {
    const reason = heldBecause(payer);
    return reason === null ? [] : [{ payer: payer.payer, reason }];
  });
  if (held.length > 0) await tx.holdReversal(draft.id, chunkId, held);
  const documents: DraftPosting[] = [];
  const silent: SilentReversal[] = [];
  for (const payer of payers) {
    if (heldBecause(payer) !== null) continue;
    const undone = undo(payer, draft);
    documents.push(...undone.documents);
    silent.push(...undone.silent);
  }
  const at = world.clock.now();
  await tx.queueCard(runSubject(draft.runId ?? ""));
  const posted = await tx.postDraft(draft, documents, silent, at);
  if (!posted) return true;
  await tx.appendAudit({
    actor: { memberId: null, name: "billrun", via: "job", where: "reverse-chunk" },
    action: "reversal.post",
    subject: draft.subject,
    digest: draft.digest,
    outcome: "done",
    correlationId: chunkId,
    details: posted,
    at,
  });
  return true;
}

function heldBecause({ builtOn, used }: ReversalPayer): string | null {
  if (builtOn.length > 0) {
    const names = builtOn.map((number) => `BR-${number}`).join(", ");
    return `${names} corrected or added to what was billed`;
  }
  const [first] = used;
  return first ? `${first.credit} is used for ${first.invoice}` : null;
}

function undo(payer: ReversalPayer, draft: Draft) {
  const undone = reverseBilled(
    payer.documents.map(({ document }) => document),
    payer.silentLines.map(({ line }) => line),
    payer.billed,
    draft.datedOn,
  );
  const documents = payer.documents.map((stored, index): DraftPosting => {
    const document = undone.documents[index];
    if (!document) throw new Error(`${stored.document.number} was not taken back`);
    const { id } = stored.document;
    return {
      document,
      postings: postingsOfDocument(document),
      undoes: { documentId: id, lineIds: stored.lineIds },
      settles: id,
      quote: stored.quote,
    };
  });
  const silent = payer.silentLines.map((stored, index): SilentReversal => {
    const line = undone.silentLines[index];
    if (!line) throw new Error("a line was not taken back");
    return { line, reverses: stored.id };
  });
  return { documents, silent };
}

/** Ends the reversal after its last chunk, once; the run is reversed where nobody was held. */
async function finish(tx: BooksWriter, world: World, draft: Draft): Promise<void> {
  const { isDone, held } = await tx.settleReversal(draft.id);
  if (!isDone) return;
  const at = world.clock.now();
  const end = { by: "billrun", because: null, at };
  if (!(await tx.moveDraft(draft.id, "posting", "posted", end))) return;
  const runId = draft.runId ?? "";
  if (held === 0) {
    const run = await tx.moveRun(runId, "reverse", { at });
    if (!run) throw new Error(`${draft.subject} is in a state that can not be reversed`);
  }
  await tx.queueMilestone({ runId, at: at.toISOString(), kind: "reversed", held });
  await tx.queueCard(runSubject(runId));
}
