import { findingsOf } from "../../billing/bill-run/findings.ts";
import type { Proposal } from "../../billing/bill-run/proposal.ts";
import { proposeDocuments } from "../../billing/bill-run/propose-documents.ts";
import type { Catalog } from "../../billing/catalog/catalog.ts";
import { postingsOfDocument } from "../../billing/ledger/posting.ts";
import {
  ChunkLost,
  type ChunkPayer,
  type ChunkRef,
  type LeasedChunk,
  type PayerOutcome,
} from "../books.ts";
import type { World } from "../world.ts";
import { finishPhase } from "./finish-phase.ts";
import { heldOutcome, isAsApproved, parkedOutcome } from "./hold-payer.ts";

/** A worker that is silent for so long has lost its chunk to the next one. */
export const leaseSeconds = 30;

/** What became of a chunk: worked, or left alone since it is done, stopped or somebody else's. */
export type ChunkAnswer = "done" | "left";

/**
 * Previews or launches one chunk. The lease raises the chunk's fence, and all writing happens in
 * one transaction that checks it, so that a worker that was overtaken writes nothing; doing a chunk
 * twice finds it done.
 */
export async function workChunk(world: World, ref: ChunkRef, worker: string): Promise<ChunkAnswer> {
  const now = world.clock.now();
  const leased = await world.books.write((tx) => tx.leaseChunk(ref, worker, now, leaseSeconds));
  if (!leased) return "left";
  try {
    if (!(await writeChunk(world, leased))) return "left";
  } catch (error) {
    if (error instanceof ChunkLost) return "left";
    throw error;
  }
  // In a transaction of its own: whichever chunk ends last must see all the others as done.
  await world.books.write((tx) => finishPhase(tx, world, leased.runId, leased.phase));
  return "done";
}

/** False if another worker took the chunk before it was opened. */
async function writeChunk(world: World, leased: LeasedChunk): Promise<boolean> {
  const catalog = await world.books.loadCatalog();
  return world.books.write(async (tx) => {
    const payers = await tx.openChunk(leased);
    if (!payers) return false;
    const outcomes = payers.map((payer) => outcomeOf(leased, payer, catalog));
    await tx.saveChunk(leased, outcomes, world.clock.now());
    await tx.queueCard(leased.runId);
    return true;
  });
}

function outcomeOf(chunk: LeasedChunk, payer: ChunkPayer, catalog: Catalog): PayerOutcome {
  let proposal: Proposal;
  try {
    proposal = proposeDocuments(payer.facts, catalog, chunk.terms);
  } catch (error) {
    return parkedOutcome(payer, error instanceof Error ? error.message : String(error));
  }
  if (chunk.phase === "launch" && !isAsApproved(payer, proposal)) {
    return heldOutcome(payer, proposal);
  }
  return {
    payer: proposal.payer,
    results: proposal.results,
    digest: proposal.digest,
    findings: chunk.phase === "preview" ? findingsOf(proposal, previousOf(payer)) : [],
    documents: proposal.documents.map((document) => ({
      document,
      postings: postingsOfDocument(document),
    })),
    silentLines: proposal.silentLines,
  };
}

/** A customer who moved in was billed elsewhere: its first bill here is no first bill. */
function previousOf(payer: ChunkPayer) {
  if (payer.previousInvoiceMinor !== null) return { totalMinor: payer.previousInvoiceMinor };
  const movedIn = payer.facts.subscriptions.some((row) => row.billedThroughOn !== undefined);
  return movedIn ? "elsewhere" : "never";
}
