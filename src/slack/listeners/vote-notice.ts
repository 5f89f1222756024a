import type { ApprovalKind } from "../../billing/approvals/approval-kind.ts";
import { runLabel } from "../../billing/bill-run/bill-run.ts";
import { countOf } from "../../billing/money/amount-text.ts";
import type { Decided } from "../../operations/approvals/decide-approval.ts";
import type { VotedOnRun } from "../../operations/bill-runs/vote-on-bill-run.ts";
import type { SlackMessage } from "../blocks.ts";
import { noticeMessage } from "../messages/notice-message.ts";
import { safeName, safeSentence } from "../text/safe-text.ts";

/** What a vote came to, and on what. */
export type Voted = Pick<Decided, "tally" | "standsFor"> & {
  readonly kind: ApprovalKind;
  /** "BR-12". */
  readonly label: string;
};

/** Tells a voter what the vote came to. */
export function voteNotice({ kind, label, tally, standsFor }: Voted): SlackMessage {
  const whole = `${safeSentence(label)}${standsFor ? ` for ${safeName(standsFor)}` : ""}`;
  // "Maison Lumière S.A.S." ends the sentence itself.
  const what = whole.replace(/\.(\u2069?)$/, "$1");
  if (tally.outcome === "rejected") {
    const next = kind === "run" ? "It went back to its preview." : "Nothing was done.";
    return noticeMessage(`You rejected ${what}. ${next}`);
  }
  if (tally.outcome === "approved") {
    const next = kind === "run" ? "It can be launched now." : "It is done.";
    return noticeMessage(`You approved ${what}. ${next}`);
  }
  return noticeMessage(`You approved ${what}. It needs ${moreText(tally.stillNeeded)}.`);
}

/** The same of a run. */
export function runVoteNotice({ run, tally, standsFor }: VotedOnRun): SlackMessage {
  return voteNotice({ kind: "run", label: runLabel(run), tally, standsFor });
}

function moreText(stillNeeded: number): string {
  return countOf(stillNeeded, "more approval");
}
