import type { BillRun } from "../../billing/bill-run/bill-run.ts";
import { localDateAt } from "../../billing/calendar/local-day.ts";
import { requirePermission } from "../approvals/require-permission.ts";
import { audited, auditRefusal } from "../audited.ts";
import { checkSelection } from "../bill-runs/check-selection.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { findSchedule } from "./find-schedule.ts";
import { makeScheduledRun } from "./make-scheduled-run.ts";

/**
 * Makes a schedule's run now, as if it rang today, in the name of whoever asks: that person can't
 * approve it. The same request gives the run that it made first. Its dates stay as they are.
 * Refuses `role_missing`, `schedule_unknown`, `selection_unknown`.
 */
export async function runScheduleNow(
  world: World,
  actor: Actor,
  input: { readonly key: string; readonly requestKey: string },
): Promise<BillRun | Refusal> {
  const act = { action: "schedule.run", subject: input.key.slice(0, 60) };
  const found = requirePermission(actor, "prepare") ?? (await findSchedule(world, input.key));
  if (isRefusal(found)) return auditRefusal(world, actor, act, found);
  const no = await checkSelection(world, found.plan.select);
  if (no) return auditRefusal(world, actor, act, no);
  return audited(world, actor, { ...act, subject: found.key }, async (tx) => {
    const slotAt = world.clock.now().toISOString();
    const schedule = await tx.lockSchedule(found.id);
    if (!schedule) {
      return refuse(
        "schedule_unknown",
        `The schedule ${found.key} was removed a moment ago.`,
        "See those that are left with /billrun schedule.",
      );
    }
    const key = `schedule:${schedule.key}:now:${input.requestKey}`;
    const earlier = await tx.findSlot(key);
    if (earlier?.runId) {
      const run = await tx.currentRun(earlier.runId);
      if (run) return run;
    }
    const on = localDateAt(slotAt, schedule.plan.timeZone);
    const slot = { key, slotAt, missed: 0, on, isLate: false };
    return makeScheduledRun(tx, world, actor, schedule, slot);
  });
}
