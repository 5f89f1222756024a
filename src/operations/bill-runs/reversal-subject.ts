import { z } from "zod";
import type { Approval } from "../../billing/approvals/approval.ts";
import {
  documentAmounts,
  documentWeights,
  undoneTotals,
} from "../../billing/approvals/shown-amounts.ts";
import { parseRunLabel, runLabel } from "../../billing/bill-run/bill-run.ts";
import { dayNumber } from "../../billing/calendar/day-number.ts";
import { sayDay } from "../../billing/calendar/say-day.ts";
import {
  type ApprovalSubject,
  SubjectChanged,
  type SubjectNow,
} from "../approvals/approval-subject.ts";
import type { BooksWriter } from "../books.ts";
import { daySchema } from "../invoices/day-schema.ts";
import type { ReversibleRun } from "../invoices/drafts-books.ts";
import { endWaitingDraft, waitingDraft } from "../invoices/waiting-draft.ts";
import { runSubject } from "../notifications/card.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import type { World } from "../world.ts";
import { findRun } from "./find-run.ts";
import { refuseReversal, reversalDigest } from "./reversible-run.ts";

/** What a request for a reversal keeps. */
const proposalSchema = z.object({
  runId: z.string(),
  datedOn: daySchema,
  reason: z.string().nullable(),
});

/**
 * A posted run that is to be undone. The last approval opens it: its documents are taken back chunk
 * by chunk, by jobs.
 */
export const reversalSubject: ApprovalSubject = {
  kind: "reversal",
  act: "reversal",
  permission: "prepare",
  isAskerFree: false,
  load,
  async requested(tx, _world, approval, by) {
    const asked = proposalSchema.safeParse(approval.proposal).data;
    if (!asked) throw new SubjectChanged(approval.subject);
    const { runId } = asked;
    await tx.insertDraft({
      kind: "reversal",
      subject: approval.subject,
      runId,
      documentId: null,
      quote: null,
      amountMinor: null,
      datedOn: asked.datedOn,
      note: asked.reason,
      poNumber: null,
      digest: approval.digest,
      madeBy: by.member.id,
      madeAt: approval.requestedAt,
    });
    const at = approval.requestedAt;
    const { name } = by.member;
    const { reason } = asked;
    await tx.queueMilestone({ runId, at, kind: "reversal-asked", by: name, reason });
    await tx.queueCard(runSubject(runId));
  },
  async approved(tx, world, approval, by) {
    const draft = await waitingDraft(tx, approval);
    const run = await tx.currentRun(draft.runId ?? "");
    if (!run) throw new SubjectChanged(approval.subject);
    const reversible = await tx.reversibleRun(run.id);
    const isSame = reversalDigest(run, draft.datedOn, reversible) === draft.digest;
    if (!isSame || refuseReversal(run, reversible)) throw new SubjectChanged(approval.subject);
    const at = world.clock.now();
    const end = { by: by.member.name, because: null, at };
    if (!(await tx.moveDraft(draft.id, "waiting", "posting", end))) {
      throw new SubjectChanged(approval.subject);
    }
    await tx.openReversal(draft);
    const told = { runId: run.id, at: at.toISOString(), by: by.member.name };
    await tx.queueMilestone({ ...told, kind: "reversal-approved" });
    await tx.queueCard(runSubject(run.id));
  },
  async rejected(tx, world, approval, by) {
    const comment = approval.votes.at(-1)?.comment ?? null;
    const draft = await endWaitingDraft(tx, world, approval, "sent-back", by.member.name, comment);
    if (!draft?.runId) return;
    const at = world.clock.now().toISOString();
    const told = { runId: draft.runId, at, by: by.member.name, comment };
    await tx.queueMilestone({ ...told, kind: "reversal-sent-back" });
    await tx.queueCard(runSubject(draft.runId));
  },
  voided: (tx, world, approval) => letGo(tx, world, approval, "What it was about changed."),
  expired: (tx, world, approval) => letGo(tx, world, approval, "Nobody agreed in time."),
};

async function letGo(tx: BooksWriter, world: World, approval: Approval, why: string) {
  const draft = await endWaitingDraft(tx, world, approval, "void", "billrun", why);
  if (draft?.runId) await tx.queueCard(runSubject(draft.runId));
}

async function load(
  world: World,
  subject: string,
  proposal: unknown,
): Promise<SubjectNow | Refusal> {
  const run = await findRun(world, parseRunLabel(subject) ?? 0);
  if (isRefusal(run)) return run;
  const reversible = await world.books.reversibleRun(run.id);
  const asked = proposalSchema.safeParse(proposal).data;
  const isPossible = asked?.runId === run.id && refuseReversal(run, reversible) === null;
  return {
    label: `Reversal of ${runLabel(run)}`,
    amounts: documentAmounts(undoneTotals(reversible.totals)),
    weighed: documentWeights(reversible.totals),
    lines: asked ? linesOf(runLabel(run), reversible, asked) : [],
    digest: isPossible ? reversalDigest(run, asked.datedOn, reversible) : null,
    excluded: [],
    segments: run.terms.select.segments ?? null,
  };
}

function linesOf(
  label: string,
  reversible: ReversibleRun,
  { datedOn, reason }: z.infer<typeof proposalSchema>,
): readonly string[] {
  const invoices = reversible.totals.some((row) => row.invoices > 0) ? ["its invoices"] : [];
  const memos = reversible.totals.some((row) => row.creditMemos > 0) ? ["its credit memos"] : [];
  const what = [...invoices, ...memos].join(" and ");
  const lines: string[] = [];
  if (what !== "") lines.push(`That takes back ${what}, dated ${sayDay(dayNumber(datedOn))}.`);
  lines.push(`What ${label} billed is due again for the next run.`);
  if (reason !== null) lines.push(`Reason: ${reason}`);
  return lines;
}
