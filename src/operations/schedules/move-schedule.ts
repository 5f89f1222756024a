import { requirePermission } from "../approvals/require-permission.ts";
import { audited, auditRefusal } from "../audited.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { findSchedule } from "./find-schedule.ts";
import type { Schedule } from "./schedules-books.ts";

/** What pause, resume and remove share: permission, a lock, one change, a row in the trail. */
export async function moveSchedule(
  world: World,
  actor: Actor,
  input: { readonly key: string },
  move: "pause" | "resume" | "remove",
): Promise<Schedule | Refusal> {
  const act = { action: `schedule.${move}`, subject: input.key.slice(0, 60) };
  const found =
    requirePermission(actor, "prepare", "change schedules") ??
    (await findSchedule(world, input.key));
  if (isRefusal(found)) return auditRefusal(world, actor, act, found);
  return audited(world, actor, { ...act, subject: found.key }, async (tx) => {
    const at = world.clock.now();
    const current = await tx.lockSchedule(found.id);
    if (!current) {
      return refuse(
        "schedule_unknown",
        `The schedule ${found.key} was removed a moment ago.`,
        "See those that are left with /billrun schedule.",
      );
    }
    const version = current.version + 1;
    if (move === "remove") {
      await tx.changeSchedule(found.id, { removedAt: at });
      return { ...current, version };
    }
    const paused = move === "pause";
    if (current.paused === paused) return refuseInState(current);
    // What it would have rung while it was paused is passed over.
    await tx.changeSchedule(found.id, paused ? { paused } : { paused, rungThrough: at });
    const rungThrough = paused ? current.rungThrough : at.toISOString();
    return { ...current, version, paused, rungThrough };
  });
}

function refuseInState({ key, paused }: Schedule): Refusal {
  return paused
    ? refuse(
        "schedule_state",
        `The schedule ${key} is paused already.`,
        `Let it ring again with /billrun schedule resume ${key}.`,
      )
    : refuse(
        "schedule_state",
        `The schedule ${key} is not paused.`,
        `See when it rings next with /billrun schedule show ${key}.`,
      );
}
