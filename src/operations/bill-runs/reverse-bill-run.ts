import type { Approval } from "../../billing/approvals/approval.ts";
import { runLabel } from "../../billing/bill-run/bill-run.ts";
import type { LocalDate } from "../../billing/calendar/local-date.ts";
import { requestApprovalOf } from "../approvals/request-approval-of.ts";
import { requirePermission } from "../approvals/require-permission.ts";
import { auditRefusal } from "../audited.ts";
import { todayOf } from "../invoices/today.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
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
 * `reversal_goes_on`, `bill_run_built_on`, `credit_memo_used`, `day_before_invoice`, and what `askForApproval` refuses.
 */
export async function reverseBillRun(
  world: World,
  actor: Actor,
  input: ReverseBillRun,
): Promise<Approval | Refusal> {
  const subject = runLabel(input);
  const act = { action: "reversal.request-approval", subject };
  const run =
    requirePermission(actor, "prepare", "reverse bill runs") ??
    (await findRun(world, input.number));
  if (isRefusal(run)) return auditRefusal(world, actor, act, run);
  const reversible = await world.books.reversibleRun(run.id);
  const datedOn = reversalDay(input.datedOn, todayOf(world), reversible);
  const no =
    (await refuseGoingOn(world, subject)) ??
    refuseReversal(run, reversible) ??
    refuseEarlyDay(datedOn, reversible);
  if (no) return auditRefusal(world, actor, act, no);
  return requestApprovalOf(world, actor, {
    kind: "reversal",
    subject,
    channel: input.channel ?? (await world.books.cardChannel(run.id)),
    proposal: { datedOn, reason: input.reason },
  });
}

async function refuseGoingOn(world: World, subject: string): Promise<Refusal | null> {
  const draft = await world.books.latestDraft("reversal", subject);
  if (draft?.state !== "posting") return null;
  const message = `${subject} is being reversed: ${draft.endedBy ?? "somebody"} approved it.`;
  return refuse("reversal_goes_on", message, "Wait until its card says that it is reversed.");
}
