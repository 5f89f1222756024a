import { shownAmountText } from "../../billing/approvals/shown-amounts.ts";
import type { BooksWriter } from "../books.ts";
import { approvalSubjectOf } from "../notifications/card.ts";
import type { ApprovalView } from "./approval-view.ts";
import { isTold } from "./ask-for-approval.ts";

/** Puts a word under the card of everybody who can still vote, in their own messages. */
export async function remindVoters(
  tx: BooksWriter,
  view: ApprovalView,
  reminder: { readonly key: string; readonly by: string | null },
): Promise<void> {
  const { approval, mayVote, standIns } = view;
  if (!isTold(approval)) return;
  const subject = approvalSubjectOf(approval);
  const people = [...mayVote, ...standIns.map(({ person }) => person)];
  const slackIds = [...new Set(people.flatMap(({ slackId }) => slackId ?? []))];
  const { label, amounts } = approval.content;
  const [first] = amounts;
  const much = first ? ` (${shownAmountText(first)})` : "";
  const asks = reminder.by === null ? "" : ` ${reminder.by} asks.`;
  const text = `${label}${much} waits for your approval.${asks}`;
  // A card whose copy is asked for again stays the one that it is.
  await tx.queueCard(subject, slackIds);
  for (const channel of slackIds) {
    await tx.queueMessage({
      ...{ kind: "note", key: `${reminder.key}:${channel}`, channel, thread: subject },
      data: { text, mentions: [channel] },
    });
  }
}
