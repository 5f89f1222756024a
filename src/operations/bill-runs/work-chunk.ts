import { type Finding, type FindingRules, findingsOf } from "../../billing/bill-run/findings.ts";
import type { Proposal } from "../../billing/bill-run/proposal.ts";
import { proposeDocuments } from "../../billing/bill-run/propose-documents.ts";
import { usageFindings } from "../../billing/bill-run/usage-findings.ts";
import type { Catalog } from "../../billing/catalog/catalog.ts";
import { NotBillable } from "../../billing/catalog/not-billable.ts";
import { postingsOfDocument } from "../../billing/ledger/posting.ts";
import {
  BilledMeanwhile,
  ChunkLost,
  type ChunkPayer,
  type ChunkRef,
  type LeasedChunk,
  type PayerOutcome,
} from "../book-records.ts";
import { failpoint } from "../failpoint.ts";
import type { World } from "../world.ts";
import { finishPhase } from "./finish-phase.ts";
import { heldOutcome, isAsApproved, parkedOutcome } from "./hold-payer.ts";

/** A worker that is silent for so long has lost its chunk to the next one. */
export const leaseSeconds = 30;

/**
 * Tries of one chunk. What stops a worker so often is hardly the worker, so the chunk is taken
 * apart, and a payer that stops its own chunk as often is parked.
 */
const triesOfChunk = 3;

/** What became of a chunk: worked, or left alone since it is done, stopped or somebody else's. */
export type ChunkAnswer = "done" | "left";

/**
 * Previews or launches one chunk. The lease raises the chunk's fence, and all writing happens in
 * one transaction that checks it, so that a worker that was overtaken writes nothing; doing a chunk
 * twice finds it done. `attempt` counts from 1, over all workers that tried.
 */
export async function workChunk(
  world: World,
  ref: ChunkRef,
  worker: string,
  attempt = 1,
): Promise<ChunkAnswer> {
  const now = world.clock.now();
  const leased = await world.books.write((tx) => tx.leaseChunk(ref, worker, now, leaseSeconds));
  if (!leased) {
    // Whoever did the last chunk may have died before it could end the phase.
    await world.books.write((tx) => finishPhase(tx, world, ref.runId, ref.phase));
    return "left";
  }
  await failpoint("chunk.leased");
  const failsAlways = attempt > triesOfChunk;
  try {
    if (failsAlways && (await world.books.write((tx) => tx.splitChunk(leased))) > 1) return "left";
    if (!(await writeChunk(world, leased, failsAlways ? setAside : outcomeOf))) return "left";
  } catch (error) {
    if (error instanceof ChunkLost) return "left";
    throw error;
  }
  await failpoint("chunk.saved");
  // In a transaction of its own: whichever chunk ends last must see all the others as done.
  await world.books.write((tx) => finishPhase(tx, world, leased.runId, leased.phase));
  await failpoint("phase.finished");
  return "done";
}

/** By what a chunk is proposed and looked at. */
type Rules = { readonly catalog: Catalog; readonly findings: FindingRules };

type Decide = (chunk: LeasedChunk, payer: ChunkPayer, rules: Rules) => PayerOutcome;

/** False if another worker took the chunk before it was opened. */
async function writeChunk(world: World, leased: LeasedChunk, decide: Decide): Promise<boolean> {
  try {
    return await writeOnce(world, leased, decide);
  } catch (error) {
    if (!(error instanceof BilledMeanwhile)) throw error;
    // What the other run billed is committed, so this time it is seen and nothing of it is left.
    return writeOnce(world, leased, decide);
  }
}

async function writeOnce(world: World, leased: LeasedChunk, decide: Decide): Promise<boolean> {
  const catalog = await world.books.loadCatalog();
  const rules = { catalog, findings: await world.books.findingRules() };
  return world.books.write(async (tx) => {
    const payers = await tx.openChunk(leased);
    if (!payers) return false;
    await failpoint("chunk.opened");
    const outcomes = payers.map((payer) => decide(leased, payer, rules));
    await tx.saveChunk(leased, outcomes, world.clock.now());
    await tx.queueCard(`run:${leased.runId}`);
    return true;
  });
}

function setAside(_: LeasedChunk, payer: ChunkPayer): PayerOutcome {
  const reason = `billing it failed ${triesOfChunk} times, see the log of the workers`;
  return parkedOutcome(payer, reason, "billing_failed");
}

function outcomeOf(chunk: LeasedChunk, payer: ChunkPayer, rules: Rules): PayerOutcome {
  let proposal: Proposal;
  try {
    proposal = proposeDocuments(payer.facts, rules.catalog, chunk.terms);
  } catch (error) {
    const code = error instanceof NotBillable ? error.code : undefined;
    return parkedOutcome(payer, error instanceof Error ? error.message : String(error), code);
  }
  if (chunk.phase === "launch" && !isAsApproved(payer, proposal)) {
    return heldOutcome(payer, proposal);
  }
  return {
    payer: proposal.payer,
    results: proposal.results,
    digest: proposal.digest,
    findings: chunk.phase === "preview" ? findingsIn(chunk, payer, rules, proposal) : [],
    documents: proposal.documents.map((document) => ({
      document,
      postings: postingsOfDocument(document),
    })),
    silentLines: proposal.silentLines,
    previousMinor: payer.previousInvoiceMinor,
  };
}

function findingsIn(
  { terms }: LeasedChunk,
  payer: ChunkPayer,
  { catalog, findings }: Rules,
  proposal: Proposal,
): readonly Finding[] {
  const previous = previousOf(payer);
  return [
    ...findingsOf(proposal, previous, findings),
    ...usageFindings(payer.facts, catalog, terms, proposal, previous, findings),
  ];
}

/** A customer who moved in was billed elsewhere: its first bill here is no first bill. */
function previousOf(payer: ChunkPayer) {
  if (payer.previousInvoiceMinor !== null) return { totalMinor: payer.previousInvoiceMinor };
  const movedIn = payer.facts.subscriptions.some((row) => row.billedThroughOn !== undefined);
  return movedIn ? "elsewhere" : "never";
}
