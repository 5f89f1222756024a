import type { ApprovalState } from "../billing/approvals/approval.ts";
import { neededText } from "../billing/approvals/approval-text.ts";
import { amountText } from "../billing/money/amount-text.ts";
import type { ApprovalView } from "../operations/approvals/approval-view.ts";
import type { Decided } from "../operations/approvals/decide-approval.ts";
import type { ApprovalList } from "../operations/approvals/list-approvals.ts";
import type { PolicyView } from "../operations/approvals/show-policy.ts";
import { sayInstant } from "./say-instant.ts";
import { textTable } from "./text-table.ts";

/** Everything that waits for approval, one a line, first what waits for the one who asks. */
export function approvalListText({ mine, others }: ApprovalList): string {
  if (mine.length + others.length === 0) return "Nothing waits for approval.";
  const head = ["", "kind", "what", "amount", "needs", "so far", "can approve", "until"];
  const rows = [
    ...mine.map((view) => rowOf(view, "yours")),
    ...others.map((view) => rowOf(view, "")),
  ];
  return textTable(
    [head, ...rows],
    ["left", "left", "left", "right", "left", "right", "left", "left"],
  );
}

function rowOf({ approval, tally, mayVote, people }: ApprovalView, whose: string): string[] {
  const { kind, subject, content, required, expiresAt } = approval;
  const [amount] = content.amounts;
  const more = content.amounts.length > 1 ? " …" : "";
  const nameOf = (id: string) => people.find(({ memberId }) => memberId === id)?.name ?? "somebody";
  return [
    whose,
    kind,
    subject,
    amount ? `${amountText(amount.minor, amount.currency)}${more}` : "–",
    neededText(required, nameOf),
    String(tally.approvals),
    mayVote.map(({ name }) => name).join(", ") || "nobody",
    sayInstant(expiresAt),
  ];
}

const became: Readonly<Record<ApprovalState, string>> = {
  open: "waits for approval",
  approved: "is approved",
  rejected: "is rejected",
  void: "is void",
  expired: "has expired",
};

/** What a vote came to, in a line. */
export function decidedText({ approval, tally, standsFor }: Decided): string {
  const { label } = approval.content;
  const by = standsFor === null ? "" : ` You voted for ${standsFor}.`;
  const left = tally.outcome === "open" ? `, and needs ${tally.stillNeeded} more` : "";
  return `${label} ${became[approval.state]}${left}.${by}`;
}

/** The approval policy in sentences. */
export function policyText({ sentences, version, activeFrom, openChange }: PolicyView): string {
  const since =
    version === null || activeFrom === null
      ? "The policy that comes with billrun."
      : `Version ${version}, since ${sayInstant(activeFrom)}.`;
  const waits = openChange ? ["A change of it waits for approval: billrun approvals."] : [];
  return [since, ...sentences, ...waits].join("\n");
}
