import type { BillRun } from "../../billing/bill-run/bill-run.ts";
import { runLabel } from "../../billing/bill-run/bill-run.ts";
import { audited } from "../audited.ts";
import { launchBillRun } from "../bill-runs/launch-bill-run.ts";
import { requestApproval } from "../bill-runs/request-approval.ts";
import type { BooksWriter } from "../books.ts";
import { runSubject } from "../notifications/card.ts";
import type { Note } from "../notifications/outbox-message.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { actorOfSchedule } from "./schedule-actor.ts";
import type { Schedule } from "./schedules-books.ts";

/** Somebody was quicker, or the run was previewed again: nothing is left to do here. */
const overtaken: ReadonlySet<string> = new Set(["bill_run_state", "digest_changed"]);

/**
 * Takes a scheduled run its next step, in the name of whoever it was made by: after its preview it
 * asks for approval, or is closed where nothing is due; once approved it is launched, if its
 * schedule says so. Done a second time it changes nothing; what refuses it is told in its thread.
 */
export async function followSchedule(world: World, runId: string): Promise<void> {
  const found = await world.books.scheduleOfRun(runId);
  const number = found?.slot.runNumber ?? null;
  if (!found || number === null) return;
  const run = await world.books.findRun(number);
  if (!run) return;
  const { schedule } = found;
  const maker = await actorOfSchedule(world, { key: schedule.key, ownerId: run.createdBy });
  if (run.state === "previewed") await askOrClose(world, maker, schedule, run);
  const launches = schedule.plan.start === "launch" && !schedule.paused && !found.isRemoved;
  if (run.state === "approved" && launches) {
    const launched = await launchBillRun(world, maker, { number, digest: run.digest });
    if (isRefusal(launched)) await tellTrouble(world, schedule, run, "launch", launched);
  }
}

async function askOrClose(
  world: World,
  maker: Actor,
  schedule: Schedule,
  run: BillRun,
): Promise<void> {
  const { approval } = await world.books.viewRun(run.id);
  // Rejected, withdrawn or expired: a person decides what becomes of it.
  if (approval && approval.digest === run.digest) return;
  const asked = await requestApproval(world, maker, { number: run.number, digest: run.digest });
  if (!isRefusal(asked)) return;
  if (asked.refusal === "nothing_to_bill") await close(world, maker, schedule, run);
  else await tellTrouble(world, schedule, run, "ask", asked);
}

/** A run that bills nothing needs nobody's approval, and would only lie around. */
async function close(world: World, maker: Actor, schedule: Schedule, run: BillRun): Promise<void> {
  const act = { action: "bill-run.cancel", subject: runLabel(run), digest: run.digest };
  const details = { schedule: schedule.key, because: "nothing is due" };
  await audited(world, maker, { ...act, details }, async (tx) => {
    const moved = await tx.moveRun(run.id, "cancel", { at: world.clock.now() });
    if (moved) {
      const text = `${runLabel(run)}: nothing is due, so the schedule ${schedule.key} closed it.`;
      await queueNote(tx, schedule, run, `${run.id}:closed`, { text });
      await tx.queueCard(runSubject(run.id));
    }
    return moved ?? run;
  });
}

async function tellTrouble(
  world: World,
  schedule: Schedule,
  run: BillRun,
  step: "ask" | "launch",
  no: Refusal,
): Promise<void> {
  if (overtaken.has(no.refusal)) return;
  const { approval } = await world.books.viewRun(run.id);
  // Of what happened, not of this try: told once, however often the job runs.
  const at = approval?.votes.at(-1)?.votedAt ?? run.previewedAt ?? run.createdAt;
  const what = step === "ask" ? "did not ask for its approval" : "did not launch it";
  const text = `${runLabel(run)}: the schedule ${schedule.key} ${what}. ${no.message}`;
  const hand = step === "ask" ? "Ask for approval" : "Launch it";
  const lines = [no.remedy, `${hand} by hand once that is put right.`];
  await world.books.write((tx) =>
    queueNote(tx, schedule, run, `${run.id}:${step}:${at}`, {
      text,
      lines: lines.filter((line) => line !== null),
    }),
  );
}

async function queueNote(
  tx: BooksWriter,
  { channel }: Schedule,
  run: BillRun,
  key: string,
  data: Note,
): Promise<void> {
  if (channel === null) return;
  const thread = runSubject(run.id);
  await tx.queueMessage({ kind: "note", key, channel, thread, broadcast: true, data });
}
