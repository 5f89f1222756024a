import type { Approval } from "../../billing/approvals/approval.ts";
import { dayNumber } from "../../billing/calendar/day-number.ts";
import { sayDay } from "../../billing/calendar/say-day.ts";
import type { ProposedDocument } from "../../billing/invoicing/document.ts";
import { amountText } from "../../billing/money/amount-text.ts";
import type { BooksWriter } from "../books.ts";
import { approvalSubjectOf } from "../notifications/card.ts";
import type { Actor, World } from "../world.ts";
import { endWaitingDraft } from "./waiting-draft.ts";

/** Tells in the thread of a request, and in the audit trail, what its approval posted. */
export async function tellOfDraft(
  tx: BooksWriter,
  world: World,
  approval: Approval,
  by: Actor,
  document: ProposedDocument,
  number: string,
): Promise<void> {
  const { kind, subject, digest, channel } = approval;
  const amount = amountText(document.totalMinor, document.currency);
  await tx.appendAudit({
    actor: { memberId: by.member.id, name: by.member.name, via: by.via, where: by.where },
    action: `${kind}.post`,
    subject,
    digest,
    outcome: "done",
    correlationId: by.correlationId,
    details: { documents: 1, first: number, last: number },
    at: world.clock.now(),
  });
  if (channel === null) return;
  const dated = sayDay(dayNumber(document.invoiceOn));
  await tx.queueMessage({
    kind: "note",
    key: `posted:${approval.id}`,
    channel,
    thread: approvalSubjectOf(approval),
    broadcast: true,
    data: {
      text: `${number} is posted: ${amount}, dated ${dated}. Approved by ${by.member.name}.`,
    },
  });
}

/** Ends the draft of a request that was rejected, and tells in its thread whom it goes back to. */
export async function sendBack(
  tx: BooksWriter,
  world: World,
  approval: Approval,
  by: Actor,
  again: string,
): Promise<void> {
  const comment = approval.votes.at(-1)?.comment ?? null;
  const { name } = by.member;
  const draft = await endWaitingDraft(tx, world, approval, "sent-back", name, comment);
  if (!draft || approval.channel === null) return;
  const why = comment === null ? "." : `: “${comment}”`;
  await tx.queueMessage({
    kind: "note",
    key: `sent-back:${approval.id}`,
    channel: approval.channel,
    thread: approvalSubjectOf(approval),
    data: {
      text: `${name} sent ${approval.content.label} back to ${draft.madeByName}${why}`,
      lines: [`Nothing is posted. Put it right, and ask again with ${again}.`],
    },
  });
}
