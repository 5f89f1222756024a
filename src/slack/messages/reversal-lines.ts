import { amountText, countOf } from "../../billing/money/amount-text.ts";
import type { BillRunView } from "../../operations/bill-runs/bill-run-view.ts";
import type { Milestone } from "../../operations/bill-runs/milestone.ts";
import type { ReversalView } from "../../operations/invoices/drafts-books.ts";
import { safeName, safeSentence } from "../text/safe-text.ts";

/** A moment in the undoing of a run. */
export type ReversalMilestone = Extract<
  Milestone,
  { kind: "reversal-asked" | "reversal-approved" | "reversal-sent-back" | "reversed" }
>;

/** What the thread of a run tells of its reversal. */
export function reversalMilestoneLines(
  milestone: ReversalMilestone,
  view: BillRunView,
): readonly string[] {
  const label = `BR-${view.run.number}`;
  switch (milestone.kind) {
    case "reversal-asked": {
      const why = milestone.reason === null ? "." : `: “${safeSentence(milestone.reason)}”`;
      const asked = `${safeName(milestone.by)} asked to reverse ${label}${why}`;
      return [`${asked} Nothing is taken back before somebody else approves it.`];
    }
    case "reversal-approved":
      return [`${safeName(milestone.by)} approved the reversal. Its documents are taken back now.`];
    case "reversal-sent-back": {
      const why = milestone.comment === null ? "." : `: “${safeSentence(milestone.comment)}”`;
      return [`${safeName(milestone.by)} sent the reversal back${why} ${label} stands.`];
    }
    case "reversed":
      return reversedLines(label, milestone.held, view.reversal ?? null);
  }
}

function reversedLines(label: string, held: number, reversal: ReversalView | null): string[] {
  const posted = postedText(reversal);
  if (held === 0) return [`${label} is reversed: ${posted}. What it billed is due again.`];
  const many = `${countOf(held, "account")} could not be taken back`;
  return [
    `${label} is reversed in part: ${posted}. ${many}.`,
    ...heldReasons(reversal),
    `Reverse what stands on it first, then reverse ${label} again for the rest.`,
  ];
}

/** A card has room for a few. */
const shownHeld = 5;

function heldReasons(reversal: ReversalView | null): string[] {
  return (reversal?.held ?? [])
    .slice(0, shownHeld)
    .map(({ payer, reason }) => `${safeName(payer)}: ${safeSentence(reason)}.`);
}

/** "−316,985.75 USD, CM-2027-000001 to CM-2027-001290"; of silent lines only, "no document". */
function postedText(reversal: ReversalView | null): string {
  const posted = reversal?.posted;
  if (!posted) return "no document was needed";
  const amounts = posted.totals.map(({ currency, invoicedMinor, creditedMinor }) =>
    amountText(invoicedMinor - creditedMinor, currency),
  );
  const { first, last } = posted;
  return `${amounts.join(", ")}, ${first === last ? first : `${first} to ${last}`}`;
}

/** How the reversal of a run stands, for its card; empty where nobody asked for one. */
export function reversalStatus(view: BillRunView): readonly string[] {
  const reversal = view.reversal;
  if (!reversal) return [];
  const { draft, chunks, doneChunks, held } = reversal;
  const why = draft.note === null ? "" : ` (“${safeSentence(draft.note)}”)`;
  const by = `asked by ${safeName(draft.madeByName)}${why}`;
  const approved = draft.endedBy === null ? "" : `, approved by ${safeName(draft.endedBy)}`;
  switch (draft.state) {
    case "waiting":
      return [`A reversal waits for approval, ${by}.`];
    case "posting": {
      const percent = chunks === 0 ? 0 : Math.floor((doneChunks * 100) / chunks);
      return [`Being reversed, ${percent} %, ${by}${approved}.`];
    }
    case "posted": {
      const part = held.length > 0 ? "Reversed in part" : "Reversed";
      const left = held.length > 0 ? [...heldReasons(reversal)] : [];
      return [`${part} by ${postedNumbers(reversal)}, ${by}${approved}.`, ...left];
    }
    case "sent-back":
      return [`The reversal was sent back by ${safeName(draft.endedBy ?? "somebody")}.`];
    case "void":
      return [];
  }
}

/** "CM-2027-000001 to CM-2027-001290, −316,985.75 USD". */
function postedNumbers({ posted }: ReversalView): string {
  if (!posted) return "no document";
  const { first, last, totals } = posted;
  const amounts = totals.map(({ currency, invoicedMinor, creditedMinor }) =>
    amountText(invoicedMinor - creditedMinor, currency),
  );
  return `${first === last ? first : `${first} to ${last}`}, ${amounts.join(", ")}`;
}
