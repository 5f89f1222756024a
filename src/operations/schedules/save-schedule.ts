import { keyProblem, planProblems } from "../../billing/schedules/schedule-problems.ts";
import { requirePermission } from "../approvals/require-permission.ts";
import { audited, auditRefusal } from "../audited.ts";
import { checkSelection } from "../bill-runs/check-selection.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { findSchedule } from "./find-schedule.ts";
import type { Schedule, ScheduleContent } from "./schedules-books.ts";

/** A schedule as a person writes it. */
export type SaveSchedule = ScheduleContent & {
  readonly key: string;
  /** Of the schedule that the person looked at; null for a new one. */
  readonly version: number | null;
};

/**
 * Makes a schedule, or changes one; whoever does becomes its owner, in whose name its runs are made
 * and who can't approve them. What would have rung before is passed over. Refuses `role_missing`,
 * `schedule_invalid`, `selection_unknown`, `schedule_name_taken`, `schedule_unknown`,
 * `schedule_changed`.
 */
export async function saveSchedule(
  world: World,
  actor: Actor,
  input: SaveSchedule,
): Promise<Schedule | Refusal> {
  const isNew = input.version === null;
  const { plan, options, channel } = input;
  const act = {
    action: isNew ? "schedule.create" : "schedule.change",
    subject: input.key,
    details: { plan: JSON.stringify(plan), options: JSON.stringify(options), channel },
  };
  const no =
    requirePermission(actor, "prepare", "change schedules") ??
    refuseInvalid(input) ??
    (await checkSelection(world, plan.select));
  if (no) return auditRefusal(world, actor, act, no);
  const known = isNew ? null : await findSchedule(world, input.key);
  if (isRefusal(known)) return auditRefusal(world, actor, act, known);
  const content = { plan, options, channel, ownerId: actor.member.id };
  return audited(world, actor, act, async (tx) => {
    const at = world.clock.now();
    if (!known) {
      const made = await tx.insertSchedule({ ...content, key: input.key, at });
      return made ?? refuseTaken(input.key);
    }
    const current = await tx.lockSchedule(known.id);
    if (!current || current.version !== input.version) return refuseChanged(input.key);
    await tx.changeSchedule(known.id, { ...content, rungThrough: at });
    const version = current.version + 1;
    return { ...current, ...content, version, rungThrough: at.toISOString() };
  });
}

function refuseInvalid(input: SaveSchedule): Refusal | null {
  const problem = keyProblem(input.key) ?? planProblems(input.plan)[0];
  return problem ? refuse("schedule_invalid", problem.message, "Nothing was changed.") : null;
}

function refuseTaken(key: string): Refusal {
  return refuse(
    "schedule_name_taken",
    `There is a schedule "${key}" already.`,
    `Give it another name, or change the one that is there: /billrun schedule edit ${key}.`,
  );
}

/** The refusal where somebody changed or removed a schedule meanwhile. */
export function refuseChanged(key: string): Refusal {
  return refuse(
    "schedule_changed",
    `Somebody changed the schedule ${key} since you looked at it.`,
    `See it as it is now: /billrun schedule show ${key}.`,
  );
}
