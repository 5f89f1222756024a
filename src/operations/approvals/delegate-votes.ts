import { mayDo } from "../../billing/approvals/member.ts";
import { type DayNumber, dayNumber } from "../../billing/calendar/day-number.ts";
import { type LocalDate, parseLocalDate } from "../../billing/calendar/local-date.ts";
import { localDateAt, zoneOffset } from "../../billing/calendar/local-day.ts";
import { audited, auditRefusal } from "../audited.ts";
import { approvalSubjectOf } from "../notifications/card.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import type { Delegation } from "./approvals-books.ts";
import { isTold } from "./ask-for-approval.ts";
import { requirePermission } from "./require-permission.ts";

const dayMs = 86_400_000;
/** Whoever is away for longer gives the role to somebody else. */
const mostDays = 366;

/** Who votes in the actor's place, and when: days of the company's time zone, both included. */
export type DelegateVotes = {
  readonly toMember: string;
  /** Absent or null: from now on. */
  readonly fromOn?: string | null;
  readonly untilOn: string;
};

/** A delegation with the names that people read. */
export type NamedDelegation = Delegation & { readonly toName: string };

/**
 * Lets another member vote in the actor's place while the actor is away. What was delegated before
 * ends; the same again changes nothing. Refuses `role_missing`, `day_invalid`, `delegation_days`,
 * `delegation_unfit`.
 */
export async function delegateVotes(
  world: World,
  actor: Actor,
  input: DelegateVotes,
): Promise<NamedDelegation | Refusal> {
  const members = await world.books.listMembers();
  const to = members.find(({ id }) => id === input.toMember)?.name ?? input.toMember;
  const details = { to, from: input.fromOn ?? null, until: input.untilOn };
  const act = { action: "votes.delegate", subject: actor.member.name, details };
  const wanted = requirePermission(actor, "vote") ?? (await readDelegation(world, actor, input));
  if (isRefusal(wanted)) return auditRefusal(world, actor, act, wanted);
  const at = world.clock.now();
  return audited(world, actor, act, async (tx) => {
    const standing = await tx.lockDelegation(actor.member.id);
    if (standing && isSame(standing, wanted)) return { ...standing, toName: wanted.toName };
    const { toName, ...delegation } = wanted;
    const made = await tx.insertDelegation(delegation, at);
    // What waits already shows itself to the one who stands in.
    for (const { approval, standIns } of await tx.listOpenApprovals(100, at)) {
      const slackId = standIns.find(({ person }) => person.memberId === made.toMember)?.person
        .slackId;
      if (slackId && isTold(approval)) await tx.queueCard(approvalSubjectOf(approval), [slackId]);
    }
    return { ...made, toName };
  });
}

type Wanted = Omit<NamedDelegation, "id">;

/** From now on is the same a minute later, too. */
function isSame(standing: Delegation, wanted: Wanted): boolean {
  const hasBegun = standing.fromAt <= wanted.fromAt;
  return standing.toMember === wanted.toMember && standing.untilAt === wanted.untilAt && hasBegun;
}

async function readDelegation(
  world: World,
  actor: Actor,
  input: DelegateVotes,
): Promise<Wanted | Refusal> {
  const { settings } = await world.books.loadCatalog();
  const now = world.clock.now().toISOString();
  const today = localDateAt(now, settings.timeZone);
  const fromOn = parseLocalDate(input.fromOn ?? today);
  const untilOn = parseLocalDate(input.untilOn);
  if (!fromOn || !untilOn) {
    const message = "I need the last day of your absence.";
    return refuse("day_invalid", message, "Write days as 2026-12-10.");
  }
  const no = refuseDays(today, fromOn, untilOn);
  if (no) return no;
  const to = (await world.books.listMembers()).find(({ id }) => id === input.toMember);
  if (!to?.active || to.id === actor.member.id || (!mayDo(to, "vote") && isOnlyAdmin(to.roles))) {
    return refuseUnfit(actor, to);
  }
  const from = startOf(dayNumber(fromOn), settings.timeZone);
  const until = startOf(dayNumber(untilOn) + 1, settings.timeZone);
  return {
    fromMember: actor.member.id,
    toMember: to.id,
    toName: to.name,
    fromAt: fromOn > today ? from : now,
    untilAt: until,
  };
}

function refuseDays(today: LocalDate, fromOn: LocalDate, untilOn: LocalDate): Refusal | null {
  const days = dayNumber(untilOn) - dayNumber(fromOn);
  if (untilOn >= today && days >= 0 && days <= mostDays) return null;
  const message =
    untilOn < today
      ? "That day is over."
      : days < 0
        ? "The last day lies before the first."
        : "That is longer than a year.";
  return refuse("delegation_days", message, "Name a day from today on, such as 2026-12-10.");
}

/** Whoever gives roles does not vote, by way of somebody else neither. */
function isOnlyAdmin(roles: readonly string[]): boolean {
  return roles.length === 0 || roles.includes("admin");
}

function refuseUnfit(
  actor: Actor,
  to: { readonly id: string; readonly name: string; readonly active: boolean } | undefined,
): Refusal {
  const who = to?.name ?? "That person";
  const message =
    to?.id === actor.member.id
      ? "You can't stand in for yourself."
      : to?.active
        ? `${who} may not vote: admins and people without a role don't.`
        : `${who} is no member of billrun.`;
  return refuse("delegation_unfit", message, "Name another member of the billing team.");
}

/** The instant at which a day begins in a time zone, across a change of its clocks too. */
function startOf(day: DayNumber, timeZone: string): string {
  const guess = day * dayMs - zoneOffset(day * dayMs, timeZone);
  return new Date(day * dayMs - zoneOffset(guess, timeZone)).toISOString();
}
