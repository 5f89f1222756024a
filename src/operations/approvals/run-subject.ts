import type { ApprovalTier } from "../../billing/approvals/approval.ts";
import { documentAmounts, documentWeights } from "../../billing/approvals/shown-amounts.ts";
import { type BillRun, parseRunLabel, runLabel } from "../../billing/bill-run/bill-run.ts";
import { emptyDigest } from "../../billing/bill-run/digest.ts";
import { mayMove } from "../../billing/bill-run/lifecycle.ts";
import { findingsLine } from "../../billing/bill-run/run-text.ts";
import { dayNumber } from "../../billing/calendar/day-number.ts";
import type { LocalDate } from "../../billing/calendar/local-date.ts";
import { sayDay } from "../../billing/calendar/say-day.ts";
import { countOf } from "../../billing/money/amount-text.ts";
import type { BillRunView } from "../bill-runs/bill-run-view.ts";
import { findRun, refuseInState, refuseOtherDigest } from "../bill-runs/find-run.ts";
import { refuseDecidedRun } from "../bill-runs/refuse-decided-run.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import type { World } from "../world.ts";
import type { ApprovalSubject, SubjectNow } from "./approval-subject.ts";

/** Bill runs, by their label. A run keeps its own state, which moves along with its request. */
export const runSubjectOfApproval: ApprovalSubject = {
  kind: "run",
  act: "bill-run",
  permission: "prepare",
  isAskerFree: true,
  load,
  refuseAsking,
  async reserve(tx, world, { runId = "", digest }) {
    const at = world.clock.now();
    const patch = { at, ...(digest === null ? {} : { ifDigest: digest }) };
    if (await tx.moveRun(runId, "request-approval", patch)) return null;
    const current = await tx.currentRun(runId);
    if (!current) throw new Error(`the run ${runId} is gone`);
    return refuseInState(current, "put up for approval again");
  },
  async requested(tx, _world, approval, { member }) {
    const [runId, at] = [runIdOf(approval), approval.requestedAt];
    const isAsked = approval.state === "open";
    await tx.queueMilestone(
      isAsked
        ? { runId, at, kind: "approval-requested", by: member.name }
        : { runId, at, kind: "approved", by: "the approval policy", comment: null },
    );
    await tx.queueCard(`run:${runId}`);
  },
  async voted(tx, _world, approval, vote) {
    const by = vote.standsFor
      ? `${vote.memberName} for ${vote.standsFor.memberName}`
      : vote.memberName;
    await tx.queueMilestone({
      runId: runIdOf(approval),
      at: vote.votedAt,
      kind: vote.decision === "approve" ? "approved" : "rejected",
      by,
      comment: vote.comment,
    });
  },
  async approved(tx, world, { subject, digest, ...approval }) {
    const patch = { at: world.clock.now(), ifDigest: digest };
    const moved = await tx.moveRun(runIdOf(approval), "approve", patch);
    // The request was open under lock, so the run must still wait for it.
    if (!moved) throw new Error(`${subject} moved while its approval was open`);
    if (moved.kind === "scheduled") await tx.queueFollow(moved.id);
  },
  rejected: (tx, world, approval) => sendBack(tx, world, approval),
  expired: (tx, world, approval) => sendBack(tx, world, approval),
  voided: (tx, world, approval) => sendBack(tx, world, approval),
  refuseOther: (subject) => refuseOtherDigest({ number: parseRunLabel(subject) ?? 0 }),
  async refuseDecided(tx, subject, latest) {
    const run = latest?.runId ? await tx.currentRun(latest.runId) : null;
    return run ? refuseDecidedRun(run, latest) : refuseUnasked(subject);
  },
};

const sendBack: NonNullable<ApprovalSubject["expired"]> = async (tx, world, approval) => {
  await tx.moveRun(runIdOf(approval), "reject", { at: world.clock.now() });
};

function runIdOf({ runId }: { readonly runId: string | null }): string {
  if (runId === null) throw new Error("a request about a run names none");
  return runId;
}

async function load(world: World, subject: string): Promise<SubjectNow | Refusal> {
  const run = await findRun(world, parseRunLabel(subject) ?? 0);
  if (isRefusal(run)) return run;
  const view = await world.books.viewRun(run.id);
  return {
    label: runLabel(run),
    digest: view.run.digest,
    excluded: [...new Set([run.createdBy, run.lastEditedBy])],
    segments: run.terms.select.segments ?? null,
    amounts: documentAmounts(view.totals),
    weighed: documentWeights(view.totals),
    lines: linesOf(view),
    policyKind: run.kind === "scheduled" ? "scheduled-run" : "run",
    atLeast: run.kind === "scheduled" ? await firstOfItsKind(world, run) : null,
    runId: run.id,
  };
}

/**
 * A policy may ask nobody for scheduled runs; but whoever can make a schedule would bill alone by
 * it. So somebody else agrees to the first run of a selection.
 */
async function firstOfItsKind(world: World, run: BillRun): Promise<ApprovalTier | null> {
  const isKnown = await world.books.wasAgreedBefore(run.id);
  return isKnown ? null : { aboveMinor: 0n, votes: 1, including: [] };
}

function say(day: LocalDate): string {
  return sayDay(dayNumber(day));
}

function linesOf({ run, totals, findings, findingRules }: BillRunView): readonly string[] {
  const invoices = totals.reduce((sum, row) => sum + row.invoices, 0);
  const memos = totals.reduce((sum, row) => sum + row.creditMemos, 0);
  const credits = memos > 0 ? ` and ${countOf(memos, "credit memo")}` : "";
  const { targetOn, invoiceOn } = run.terms;
  return [
    run.name,
    `${countOf(invoices, "invoice")}${credits}, target ${say(targetOn)}, dated ${say(invoiceOn)}.`,
    ...[findingsLine(findings, findingRules)].filter((line) => line !== null),
  ];
}

async function refuseAsking(
  world: World,
  subject: string,
  seenDigest: string | null,
): Promise<Refusal | null> {
  const run = await findRun(world, parseRunLabel(subject) ?? 0);
  if (isRefusal(run)) return run;
  if (!mayMove(run.state, "request-approval") || run.digest === null) {
    return refuseInState(run, "put up for approval");
  }
  if (seenDigest !== null && seenDigest !== run.digest) return refuseOtherDigest(run);
  return (await bills(world, run)) ? null : refuseEmpty(run);
}

/** A catch-up run bills nobody; its digest tells whether it counts anything as billed. */
async function bills(world: World, run: BillRun): Promise<boolean> {
  if (run.kind === "catch-up") return run.digest !== emptyDigest;
  return (await world.books.viewRun(run.id)).counts.billed > 0;
}

function refuseEmpty(run: BillRun): Refusal {
  return refuse(
    "nothing_to_bill",
    `BR-${run.number} bills nothing, so there is nothing to approve.`,
    "See why with /billrun explain, or make a run with another target date.",
  );
}

function refuseUnasked(subject: string): Refusal {
  const remedy = "Ask for it when the amounts look right.";
  return refuse("bill_run_state", `Nobody asked for approval of ${subject} yet.`, remedy);
}
