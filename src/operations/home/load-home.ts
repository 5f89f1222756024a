import type { Member } from "../../billing/approvals/member.ts";
import type { Slot } from "../../billing/schedules/schedule.ts";
import type { ApprovalView } from "../approvals/approval-view.ts";
import { requirePermission } from "../approvals/require-permission.ts";
import type { AuditRow } from "../audit/audit-books.ts";
import type { Freeze } from "../freeze/freeze-books.ts";
import type { Refusal } from "../refusal.ts";
import { viewSchedules } from "../schedules/schedule-view.ts";
import type { Actor, World } from "../world.ts";
import type { HomeRun } from "./home-books.ts";

/** So many of each stand on the page; the rest is counted. */
const shown = 5;
/** Open requests that are looked through for those that wait for one person. */
const lookedThrough = 200;
const acts = 5;
/** The trail has a row for every click, too; so many rows are looked through for acts. */
const rowsLookedThrough = 60;

/** A list of which the first few are shown. */
export type Shortened<T> = { readonly rows: readonly T[]; readonly many: number };

/** A coming ring of a schedule. */
export type ComingRing = {
  readonly schedule: string;
  readonly timeZone: string;
  readonly slot: Slot;
};

/** Everything that one person's home page shows. */
export type Home = {
  readonly member: Member;
  /** Open requests that this person can vote on now; the one that expires first comes first. */
  readonly approvals: Shortened<ApprovalView>;
  readonly goingOn: Shortened<HomeRun>;
  /** Runs of this person's that ended with exceptions. */
  readonly exceptions: Shortened<HomeRun>;
  /** The next three rings of all schedules. */
  readonly coming: readonly ComingRing[];
  /** What this person did last, the latest first. */
  readonly acts: readonly AuditRow[];
  /** Where nothing is billed at this time. */
  readonly freeze: Freeze | null;
  /** 12 in "BR-12", the newest; 0 where there is none: what the person saw before acting. */
  readonly latestRun: number;
};

/** What waits for a person, what goes on and what comes. Refuses `role_missing`. */
export async function loadHome(world: World, actor: Actor): Promise<Home | Refusal> {
  const no = requirePermission(actor, "view");
  if (no) return no;
  const { books } = world;
  const { member } = actor;
  const [approvals, goingOn, exceptions, coming, done, freeze, latest] = await Promise.all([
    approvalsFor(world, member),
    books.runsGoingOn(shown),
    books.exceptionsOf(member.id, shown),
    comingRings(world),
    books.listAudit({ limit: rowsLookedThrough, actorId: member.id }),
    books.currentFreeze(),
    books.listRuns(1),
  ]);
  return {
    member,
    approvals: { rows: approvals.slice(0, shown), many: approvals.length },
    goingOn: { rows: goingOn.runs, many: goingOn.many },
    exceptions: { rows: exceptions.runs, many: exceptions.many },
    coming,
    acts: done.filter(({ action }) => !action.startsWith("slack.")).slice(0, acts),
    freeze,
    latestRun: latest[0]?.run.number ?? 0,
  };
}

async function approvalsFor(world: World, member: Member): Promise<readonly ApprovalView[]> {
  const open = await world.books.listOpenApprovals(lookedThrough, world.clock.now());
  return open.filter(
    ({ mayVote, standIns }) =>
      mayVote.some((person) => person.memberId === member.id) ||
      standIns.some(({ person }) => person.memberId === member.id),
  );
}

/** A clock that was set back leaves rings behind it; those are not told as coming. */
async function comingRings(world: World): Promise<readonly ComingRing[]> {
  const schedules = await world.books.listSchedules();
  const ringing = schedules.filter((schedule) => !schedule.paused);
  const views = await viewSchedules(world, ringing, 0);
  const all = views.flatMap(({ schedule, next }) =>
    next.map((slot) => ({ schedule: schedule.key, timeZone: schedule.plan.timeZone, slot })),
  );
  return all.toSorted((a, b) => compare(a.slot.at, b.slot.at)).slice(0, 3);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
