import type { Approval } from "../../billing/approvals/approval.ts";
import { type BillRun, runLabel } from "../../billing/bill-run/bill-run.ts";
import type { LocalDate } from "../../billing/calendar/local-date.ts";
import { requestApprovalOf } from "../approvals/request-approval-of.ts";
import { requirePermission } from "../approvals/require-permission.ts";
import { auditRefusal } from "../audited.ts";
import type { ReversibleRun } from "../invoices/drafts-books.ts";
import { refuseFarDay } from "../invoices/refuse-far-day.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { todayOf } from "../today.ts";
import type { Actor, World } from "../world.ts";
import { findRun } from "./find-run.ts";
import { refuseEarlyDay, refuseReversal, reversalDay } from "./reversible-run.ts";

/** What is to be undone, and why. */
export type ReverseBillRun = {
  readonly number: number;
  readonly reason: string | null;
  /** The day on what takes it back; null: today, or the run's own invoice date if that is later. */
  readonly datedOn: LocalDate | null;
  /** Slack channel of the request's card; null: none. */
  readonly channel: string | null;
};

/**
 * Asks other people to agree that everything a run posted is taken back: a credit memo for each
 * invoice, an invoice for each credit memo, and its periods due again. Posted by the last approval.
 * Refuses `role_missing`, `bill_run_unknown`, `bill_run_state`, `nothing_to_reverse`,
 * `reversal_goes_on`, `bill_run_built_on`, `credit_memo_used`, `day_before_invoice`,
 * `days_far_apart`, and what `askForApproval` refuses.
 */
export async function reverseBillRun(
  world: World,
  actor: Actor,
  input: ReverseBillRun,
): Promise<Approval | Refusal> {
  const subject = runLabel(input);
  const act = { action: "reversal.request-approval", subject };
  const plan = await findReversible(world, actor, input.number, input.datedOn);
  const no = isRefusal(plan) ? plan : refuseDay(await todayOf(world), input, plan);
  if (no) return auditRefusal(world, actor, act, no);
  if (isRefusal(plan)) return plan;
  return requestApprovalOf(world, actor, {
    kind: "reversal",
    subject,
    channel: input.channel ?? (await world.books.cardChannel(plan.run.id)),
    proposal: { runId: plan.run.id, datedOn: plan.datedOn, reason: input.reason },
  });
}

function refuseDay(
  today: LocalDate,
  { datedOn }: ReverseBillRun,
  { reversible, ...plan }: ReversalPlan,
): Refusal | null {
  const usual = reversalDay(null, today, reversible);
  return refuseEarlyDay(plan.datedOn, reversible) ?? refuseFarDay(datedOn, usual);
}

/** A run that can be taken back, with what that means and the day it would be dated. */
export type ReversalPlan = {
  readonly run: BillRun;
  readonly reversible: ReversibleRun;
  readonly datedOn: LocalDate;
};

/**
 * The run, if it can be taken back. Refuses `role_missing`, `bill_run_unknown`, `bill_run_state`,
 * `reversal_goes_on`, `nothing_to_reverse`, `bill_run_built_on`, `credit_memo_used`.
 */
export async function findReversible(
  world: World,
  actor: Actor,
  number: number,
  asked: LocalDate | null = null,
): Promise<ReversalPlan | Refusal> {
  const forbidden = requirePermission(actor, "prepare", "reverse bill runs");
  if (forbidden) return forbidden;
  const run = await findRun(world, number);
  if (isRefusal(run)) return run;
  const going = await refuseGoingOn(world, runLabel(run));
  if (going) return going;
  const reversible = await world.books.reversibleRun(run.id);
  const no = refuseReversal(run, reversible);
  if (no) return no;
  return { run, reversible, datedOn: reversalDay(asked, await todayOf(world), reversible) };
}

async function refuseGoingOn(world: World, subject: string): Promise<Refusal | null> {
  const draft = await world.books.latestDraft("reversal", subject);
  if (draft?.state !== "posting") return null;
  const message = `${subject} is being reversed: ${draft.endedBy ?? "somebody"} approved it.`;
  return refuse("reversal_goes_on", message, "Wait until its card says that it is reversed.");
}
