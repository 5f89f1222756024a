import { isWorkingTime, remindersDue } from "../../billing/approvals/reminders.ts";
import { writeAudit } from "../audited.ts";
import { approvalSubjectOf } from "../notifications/card.ts";
import type { Actor, World } from "../world.ts";
import { subjectOfKind } from "./approval-subjects.ts";
import type { ApprovalToTend } from "./approvals-books.ts";
import { remindVoters } from "./remind-voters.ts";

/** After somebody was reminded by hand, the clock is silent for a while. */
const pauseMs = 3_600_000;

/** The clock, in the audit trail. */
const clock: Actor = {
  member: { id: "", name: "billrun", email: null, roles: [], active: true },
  via: "job",
  where: "approvals",
  correlationId: "approvals",
};

/**
 * Looks after the requests that are open: those past their time are closed, and what waited for
 * them goes back; of the others people are reminded, ever less often and in working hours only.
 * However often it is called, each is done once. Gives how many were closed and reminded of.
 */
export async function tendApprovals(
  world: World,
): Promise<{ readonly expired: number; readonly reminded: number }> {
  const now = world.clock.now();
  const open = (await world.books.approvalsToTend()).filter((each) => isDue(each, now));
  if (open.length === 0) return { expired: 0, reminded: 0 };
  const { settings } = await world.books.loadCatalog();
  const isWorking = isWorkingTime(now.toISOString(), settings.timeZone);
  let [expired, reminded] = [0, 0];
  for (const each of open) {
    if (now.toISOString() >= each.expiresAt) {
      if (await expire(world, each)) expired += 1;
    } else if (isWorking && (await remind(world, each))) reminded += 1;
  }
  return { expired, reminded };
}

function isDue({ expiresAt, requestedAt, reminders }: ApprovalToTend, now: Date): boolean {
  const round = remindersDue(now.getTime() - Date.parse(requestedAt));
  return now.toISOString() >= expiresAt || round > reminders;
}

/** False where somebody decided it, or another clock closed it, a moment before. */
async function expire(world: World, { kind, subject }: ApprovalToTend): Promise<boolean> {
  const about = subjectOfKind(kind);
  const act = { action: `${about.act}.expire-approval`, subject };
  const at = world.clock.now();
  return world.books.write(async (tx) => {
    const open = await tx.lockOpenApprovalOf(kind, subject);
    if (!open || at.toISOString() < open.expiresAt) return false;
    await tx.closeApproval(open.id, "expired", { at, because: "Its time ran out." });
    await about.expired?.(tx, world, open);
    await tx.queueCard(approvalSubjectOf(open));
    if (open.channel !== null) {
      await tx.queueMessage({
        ...{ kind: "note", key: `approval-expired:${open.id}`, channel: open.channel },
        thread: approvalSubjectOf(open),
        broadcast: true,
        data: { text: expiryText(open.content.label, kind === "run") },
      });
    }
    await writeAudit(tx, world, clock, { ...act, digest: open.digest }, true);
    return true;
  });
}

function expiryText(label: string, isRun: boolean): string {
  const first = `${label} was not approved: the request ran out of time, and nothing was done.`;
  const next = isRun
    ? "Ask for approval again, or preview the run again first."
    : "Ask for approval again if it is still needed.";
  return `${first} ${next}`;
}

async function remind(world: World, each: ApprovalToTend): Promise<boolean> {
  const at = world.clock.now();
  const round = remindersDue(at.getTime() - Date.parse(each.requestedAt));
  return world.books.write(async (tx) => {
    const after = new Date(at.getTime() - pauseMs);
    if (!(await tx.noteReminder(each.id, { round, at, after }))) return false;
    const view = await tx.viewApproval(each.id, at);
    await remindVoters(tx, view, { key: `approval-reminder:${each.id}:${round}`, by: null });
    return true;
  });
}
