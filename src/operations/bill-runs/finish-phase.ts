import { type BillRun, runLabel } from "../../billing/bill-run/bill-run.ts";
import { emptyDigest } from "../../billing/bill-run/digest.ts";
import type { Phase } from "../book-records.ts";
import type { BooksWriter } from "../books.ts";
import type { World } from "../world.ts";
import { queueRunCsv } from "./send-run-csv.ts";

/**
 * Ends a phase of a run once its last chunk is done, and does nothing before or a second time.
 * A preview ends with the run's digest. A launch ends only if every eligible account has exactly
 * one result and what was posted has the digest that was approved, held and parked accounts aside.
 */
export async function finishPhase(
  tx: BooksWriter,
  world: World,
  runId: string,
  phase: Phase,
): Promise<BillRun | null> {
  if (!(await tx.phaseIsDone(runId, phase))) return null;
  return phase === "preview" ? finishPreview(tx, world, runId) : finishLaunch(tx, world, runId);
}

async function finishPreview(tx: BooksWriter, world: World, runId: string) {
  const at = world.clock.now();
  const digest = await tx.digestOfRun(runId, "preview");
  const run = await tx.moveRun(runId, "finish-preview", { at, digest });
  if (!run) return null;
  await tx.queueMilestone({ runId, at: at.toISOString(), kind: "previewed" });
  const channel = run.digest === emptyDigest ? null : await tx.channelOfRun(runId);
  if (channel !== null) await queueRunCsv(tx, run, channel, "accounts");
  await tx.queueCard(`run:${runId}`);
  if (run.kind === "scheduled") await tx.queueFollow(runId);
  return run;
}

async function finishLaunch(tx: BooksWriter, world: World, runId: string) {
  const at = world.clock.now();
  const { held, parked, balanced } = await tx.settleCounts(runId);
  if (!balanced) throw new Error(`run ${runId} has eligible accounts without a result`);
  const move = held + parked > 0 ? "finish-with-exceptions" : "finish";
  const posted = await tx.digestOfRun(runId, "launch");
  const run = await tx.moveRun(runId, move, { at });
  if (!run) return null;
  if (held === 0 && parked === 0 && posted !== run.digest) {
    throw new Error(`${runLabel(run)} posted ${posted}, but ${run.digest} was approved`);
  }
  if (held > 0) {
    await tx.queueMilestone({ runId, at: at.toISOString(), kind: "held", accounts: held });
  }
  await tx.queueMilestone({ runId, at: at.toISOString(), kind: "ended" });
  await tx.queueCard(`run:${runId}`);
  return run;
}
