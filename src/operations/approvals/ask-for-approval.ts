import type { Approval } from "../../billing/approvals/approval.ts";
import { requiredTier, stricter, typedAmount } from "../../billing/approvals/policy.ts";
import { audited, auditRefusal } from "../audited.ts";
import type { BooksWriter } from "../books.ts";
import { approvalSubjectOf } from "../notifications/card.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import type { ApprovalSubject, SubjectNow } from "./approval-subject.ts";
import type { NewApproval } from "./approvals-books.ts";
import { refuseUnmet } from "./refuse-unmet.ts";
import { requirePermission } from "./require-permission.ts";

const hourMs = 3_600_000;

/** What approval is asked for. */
export type AskForApproval = {
  readonly subject: string;
  /** What the person looked at; null: what stands now. */
  readonly digest: string | null;
  /** Slack channel of the card; null: none. A run has a channel of its own. */
  readonly channel: string | null;
  /** What is proposed, where nothing else keeps it. Plain JSON. */
  readonly proposal?: unknown;
};

/**
 * Asks other people to agree to something as it stands, as the policy demands. What takes no vote
 * (a scheduled run, by an approved policy) is approved at once. Asking again for the same is
 * refused, for something that changed it replaces the request. Refuses `role_missing`, whatever
 * the subject refuses, `digest_changed`, `approvers_missing`, `approval_open`.
 */
export async function askForApproval(
  world: World,
  actor: Actor,
  about: ApprovalSubject,
  input: AskForApproval,
): Promise<Approval | Refusal> {
  const { subject } = input;
  const act = { action: `${about.act}.request-approval`, subject, digest: input.digest };
  const now = await findAskable(world, actor, about, input);
  if (isRefusal(now)) return auditRefusal(world, actor, act, now);
  const wanted = await wantedApproval(world, actor, about, input, now);
  const no = await refuseUnmet(world, actor, wanted);
  if (no) return auditRefusal(world, actor, act, no);
  const work = async (tx: BooksWriter) => {
    await tx.lockApprovalSubject(about.kind, subject);
    const open = await tx.lockOpenApprovalOf(about.kind, subject);
    if (open && open.digest === wanted.digest && about.kind !== "run") return refuseOpen(open);
    const taken = (await about.reserve?.(tx, world, now)) ?? null;
    if (taken) return taken;
    if (open) await voidApproval(tx, world, about, open, "It was asked for anew.");
    return insertRequest(tx, world, actor, about, { wanted, segments: now.segments });
  };
  return audited(world, actor, { ...act, digest: wanted.digest }, work, toldOf);
}

/** What was approved at once says by which version of the policy. */
function toldOf({ state, policyVersion }: Approval) {
  return state === "approved" ? { details: { approvedBy: "policy", version: policyVersion } } : {};
}

async function insertRequest(
  tx: BooksWriter,
  world: World,
  actor: Actor,
  about: ApprovalSubject,
  { wanted, segments }: { wanted: NewApproval; segments: SubjectNow["segments"] },
): Promise<Approval> {
  const approval = await tx.insertApproval(wanted);
  await about.requested?.(tx, world, approval, actor);
  if (approval.state === "approved") await about.approved(tx, world, approval, actor);
  else await showToVoters(tx, world, about, { approval, segments });
  return approval;
}

async function findAskable(
  world: World,
  actor: Actor,
  about: ApprovalSubject,
  input: AskForApproval,
): Promise<SubjectNow | Refusal> {
  const forbidden = requirePermission(actor, about.permission);
  if (forbidden) return forbidden;
  const now = await about.load(world, input.subject, input.proposal ?? null);
  if (isRefusal(now)) return now;
  const no = await about.refuseAsking?.(world, input.subject, input.digest);
  if (no) return no;
  if (now.digest === null) {
    return refuse("nothing_to_approve", `There is nothing to approve in ${now.label} yet.`);
  }
  if (input.digest === null || input.digest === now.digest) return now;
  return refuseOtherContent(now.label);
}

async function wantedApproval(
  world: World,
  actor: Actor,
  about: ApprovalSubject,
  input: AskForApproval,
  now: SubjectNow,
): Promise<NewApproval> {
  const { version, policy } = await world.books.standingPolicy();
  const amounts = now.weighed ?? now.amounts;
  const weighed = { kind: now.policyKind ?? about.kind, segments: now.segments, amounts };
  const asked = requiredTier(policy, weighed);
  const required = now.atLeast ? stricter(asked, now.atLeast) : asked;
  const at = world.clock.now();
  const asker = about.isAskerFree ? [] : [actor.member.id];
  return {
    kind: about.kind,
    subject: input.subject,
    runId: now.runId ?? null,
    digest: now.digest ?? "",
    requestedBy: actor.member.id,
    requestedAt: at.toISOString(),
    expiresAt: new Date(at.getTime() + policy.expiresAfterHours * hourMs).toISOString(),
    required,
    excluded: [...new Set([...now.excluded, ...asker])],
    content: { label: now.label, amounts: now.amounts, lines: now.lines },
    proposal: input.proposal ?? null,
    channel: now.channel ?? input.channel,
    typed: required.votes > 0 ? typedAmount(policy, amounts, now.amounts) : null,
    policyVersion: version,
  };
}

/** Cards for those who can vote: a run's own card, or one of the request's, in its channel too. */
async function showToVoters(
  tx: BooksWriter,
  world: World,
  about: ApprovalSubject,
  { approval, segments }: { approval: Approval; segments: SubjectNow["segments"] },
): Promise<void> {
  const subject = approvalSubjectOf(approval);
  if (about.kind !== "run") {
    // A run's own request is told with its thread.
    await tx.queueHappening({
      ...{ key: subject, event: "approval-needed", subject, at: approval.requestedAt },
      data: { toldIn: approval.channel, segments },
    });
  }
  if (!isTold(approval)) return;
  const { mayVote, standIns } = await tx.viewApproval(approval.id, world.clock.now());
  const people = [...mayVote, ...standIns.map(({ person }) => person)];
  const slackIds = people.flatMap(({ slackId }) => slackId ?? []);
  const own = about.kind === "run" || approval.channel === null ? [] : [approval.channel];
  await tx.queueCard(subject, [...own, ...slackIds]);
}

/** A run that was made outside of Slack has no card there; all else goes to people themselves. */
export function isTold({ kind, channel }: Pick<Approval, "kind" | "channel">): boolean {
  return kind !== "run" || channel !== null;
}

/** Ends an open request whose content is no more what people were asked about. */
export async function voidApproval(
  tx: BooksWriter,
  world: World,
  about: ApprovalSubject,
  open: Approval,
  because: string,
): Promise<void> {
  await tx.closeApproval(open.id, "void", { at: world.clock.now(), because });
  await about.voided?.(tx, world, open);
  await tx.queueCard(approvalSubjectOf(open));
}

function refuseOpen(open: Approval): Refusal {
  const message = `${open.content.label} waits for approval already.`;
  return refuse("approval_open", message, "See who can approve it with /billrun approvals.");
}

/** The refusal where something changed since the person looked at it. */
export function refuseOtherContent(label: string): Refusal {
  const remedy = "Look at it anew and decide then.";
  return refuse("digest_changed", `${label} changed since that message.`, remedy);
}
