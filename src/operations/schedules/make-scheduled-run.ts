import { type BillRun, runLabel } from "../../billing/bill-run/bill-run.ts";
import type { RunTerms } from "../../billing/bill-run/proposal.ts";
import type { LocalDate } from "../../billing/calendar/local-date.ts";
import { countOf } from "../../billing/money/amount-text.ts";
import { fillNameTemplate } from "../../billing/schedules/name-template.ts";
import { dayByRule } from "../../billing/schedules/run-days.ts";
import { writeAudit } from "../audited.ts";
import { insertAndPreview } from "../bill-runs/create-bill-run.ts";
import type { BooksWriter } from "../books.ts";
import { runSubject } from "../notifications/card.ts";
import type { Actor, World } from "../world.ts";
import { dueText } from "./due-text.ts";
import type { NewSlot, Schedule } from "./schedules-books.ts";

/** What a run is made for. */
export type SlotOfRun = Pick<NewSlot, "key" | "slotAt" | "missed"> & {
  /** The local day that its days are counted from. */
  readonly on: LocalDate;
  /** Whether it rings later than it was due. */
  readonly isLate: boolean;
};

/**
 * Makes the run of one slot and starts its preview, in a transaction that holds the schedule's
 * lock and has found the slot free. The owner makes it, so that the owner can't approve it.
 */
export async function makeScheduledRun(
  tx: BooksWriter,
  world: World,
  owner: Actor,
  schedule: Schedule,
  slot: SlotOfRun,
): Promise<BillRun> {
  const at = world.clock.now();
  const { plan, channel } = schedule;
  const terms = termsOf(schedule, slot.on);
  const name = fillNameTemplate(plan.nameTemplate, { schedule: schedule.key, ...terms });
  const run = await insertAndPreview(
    tx,
    world,
    owner,
    { name, channel, requestKey: slot.key, preview: true },
    { terms, retryOf: null, kind: "scheduled" },
  );
  await tx.insertSlots([
    {
      scheduleId: schedule.id,
      key: slot.key,
      slotAt: slot.slotAt,
      state: "run",
      reasonCode: null,
      reason: null,
      remedy: null,
      runId: run.id,
      missed: slot.missed,
      rungAt: at,
    },
  ]);
  await tellThread(tx, schedule, run, slot);
  const details = { name: run.name, schedule: schedule.key, slot: slot.key };
  const act = { action: "bill-run.create", subject: runLabel(run), details };
  await writeAudit(tx, world, owner, act, run);
  return run;
}

async function tellThread(
  tx: BooksWriter,
  { key, plan, channel }: Schedule,
  run: BillRun,
  slot: SlotOfRun,
): Promise<void> {
  const due = dueText(slot.slotAt, plan.timeZone);
  const missed = countOf(slot.missed, "ring");
  const covers = `Missed ${missed} while the service was off; this run covers ${
    slot.missed === 1 ? "it" : "them"
  }.`;
  const late = "It rang late: the service was off when it was due.";
  const data = {
    text: `${runLabel(run)} was made by the schedule ${key}, due on ${due}.`,
    lines: slot.missed > 0 ? [covers] : slot.isLate ? [late] : [],
  };
  const id = `${run.id}:scheduled`;
  await tx.queueHappening({
    ...{ key: id, event: "schedule-rang", subject: `schedule:${key}`, at: run.createdAt },
    data: { note: data, toldIn: channel },
  });
  if (channel === null) return;
  await tx.queueMessage({ kind: "note", key: id, channel, thread: runSubject(run.id), data });
}

function termsOf({ plan, options }: Schedule, on: LocalDate): RunTerms {
  const invoiceOn = dayByRule(plan.invoice, on);
  const terms = {
    targetOn: dayByRule(plan.target, on),
    invoiceOn,
    asOf: invoiceOn,
    select: plan.select,
  };
  return Object.keys(options).length > 0 ? { ...terms, options } : terms;
}
