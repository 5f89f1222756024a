import { slotsBetween } from "../../billing/schedules/next-slots.ts";
import { type Slot, slotKey } from "../../billing/schedules/schedule.ts";
import { requirePermission } from "../approvals/require-permission.ts";
import { writeAudit } from "../audited.ts";
import { checkSelection } from "../bill-runs/check-selection.ts";
import type { BooksWriter } from "../books.ts";
import type { Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { dueText } from "./due-text.ts";
import { makeScheduledRun } from "./make-scheduled-run.ts";
import { actorOfSchedule } from "./schedule-actor.ts";
import type { NewSlot, Schedule } from "./schedules-books.ts";

/** Bells ring every ten seconds; what comes so much later was missed by whoever should ring it. */
const lateAfterMs = 600_000;

/**
 * Makes the runs of all slots that are due, each once, however many processes ring at once, and
 * gives the number of slots that it wrote down. Of several missed slots of one schedule only the
 * latest runs: what the earlier ones would have billed is due by then, too. A slot that can't run
 * is written down with its reason and told. Throws after all have had their turn.
 */
export async function ringSchedules(world: World): Promise<number> {
  // What rings meanwhile is caught up once the freeze is lifted.
  if ((await world.books.currentFreeze()) !== null) return 0;
  const troubles: unknown[] = [];
  let rung = 0;
  for (const schedule of await world.books.listSchedules()) {
    if (dueSlots(world, schedule).length === 0) continue;
    try {
      rung += await ring(world, schedule);
    } catch (error) {
      troubles.push(error);
    }
  }
  if (troubles.length > 0)
    throw new AggregateError(troubles, `schedules did not ring: ${troubles}`);
  return rung;
}

function dueSlots(world: World, schedule: Schedule): readonly Slot[] {
  if (schedule.paused) return [];
  const now = world.clock.now().toISOString();
  // A clock that was set back rings nothing: all of it is done with.
  return slotsBetween(schedule.plan, schedule.rungThrough, now);
}

async function ring(world: World, seen: Schedule): Promise<number> {
  const owner = await actorOfSchedule(world, seen);
  const no = requirePermission(owner, "prepare") ?? (await checkSelection(world, seen.plan.select));
  return world.books.write(async (tx) => {
    const schedule = await tx.lockSchedule(seen.id);
    // Changed since it was looked at: the next bell looks again.
    if (!schedule || schedule.version !== seen.version) return 0;
    const due = dueSlots(world, schedule);
    const latest = due.at(-1);
    if (!latest) return 0;
    await tx.markRung(schedule.id, new Date(latest.at));
    const key = slotKey(schedule.key, latest);
    if ((await tx.findSlot(key)) !== null) return 0;
    const skipped = due.slice(0, -1);
    await tx.insertSlots(skipped.map((slot) => skippedSlot(world, schedule, slot)));
    if (no) {
      await noteFailure(tx, world, owner, schedule, { key, slotAt: latest.at, no });
      return due.length;
    }
    const lateMs = world.clock.now().getTime() - Date.parse(latest.at);
    const isLate = lateMs > lateAfterMs;
    const made = { key, slotAt: latest.at, missed: skipped.length, on: latest.on, isLate };
    await makeScheduledRun(tx, world, owner, schedule, made);
    return due.length;
  });
}

function skippedSlot(world: World, schedule: Schedule, slot: Slot): NewSlot {
  return {
    scheduleId: schedule.id,
    key: slotKey(schedule.key, slot),
    slotAt: slot.at,
    state: "skipped",
    reasonCode: "missed",
    reason: "It was missed while the service was off; the run of a later ring covers it.",
    remedy: null,
    runId: null,
    missed: 0,
    rungAt: world.clock.now(),
  };
}

type Failure = { readonly key: string; readonly slotAt: string; readonly no: Refusal };

async function noteFailure(
  tx: BooksWriter,
  world: World,
  owner: Actor,
  schedule: Schedule,
  { key, slotAt, no }: Failure,
): Promise<void> {
  await tx.insertSlots([
    {
      scheduleId: schedule.id,
      key,
      slotAt,
      state: "failed",
      reasonCode: no.refusal,
      reason: no.message,
      remedy: no.remedy,
      runId: null,
      missed: 0,
      rungAt: world.clock.now(),
    },
  ]);
  await tellFailure(tx, owner, schedule, { key, slotAt, no });
  const act = { action: "schedule.ring", subject: schedule.key, details: { slot: key } };
  await writeAudit(tx, world, owner, act, no);
}

async function tellFailure(
  tx: BooksWriter,
  owner: Actor,
  schedule: Schedule,
  { key, slotAt, no }: Failure,
): Promise<void> {
  const { channel, key: name, plan } = schedule;
  const due = dueText(slotAt, plan.timeZone);
  const isOwners = no.refusal === "member_inactive" || no.refusal === "role_missing";
  const why = isOwners
    ? `${owner.member.name}, who owns it, may not prepare bill runs any more.`
    : no.message;
  const remedy = isOwners
    ? `Whoever changes it becomes its owner: /billrun schedule edit ${name}.`
    : `Change it with /billrun schedule edit ${name}.`;
  const data = {
    text: `The schedule ${name} made no run on ${due}. ${why}`,
    lines: [remedy, `Then bill what was due with /billrun schedule run ${name}.`],
  };
  const id = `failed:${key}`;
  await tx.queueHappening({
    ...{ key: id, event: "schedule-failed", subject: `schedule:${name}`, at: slotAt },
    data: { note: data, toldIn: channel },
  });
  if (channel === null) return;
  await tx.queueMessage({ kind: "note", key: id, channel, data });
}
