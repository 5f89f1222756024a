import { documentAmounts, shownAmountText } from "../../billing/approvals/shown-amounts.ts";
import type { ReversalView } from "./drafts-books.ts";

/** A card has room for a few. */
const shownHeld = 5;

/**
 * How the reversal of a run stands, a sentence a line; empty where it was let go. Foreign words go
 * through `safe`.
 */
export function reversalSentences(
  reversal: ReversalView,
  safe: (text: string) => string,
): readonly string[] {
  const { draft, chunks, doneChunks, held } = reversal;
  const why = draft.note === null ? "" : ` (“${safe(draft.note)}”)`;
  const by = `asked by ${safe(draft.madeByName)}${why}`;
  const approved = draft.endedBy === null ? "" : `, approved by ${safe(draft.endedBy)}`;
  switch (draft.state) {
    case "waiting":
      return [`A reversal waits for approval, ${by}.`];
    case "posting": {
      const percent = chunks === 0 ? 0 : Math.floor((doneChunks * 100) / chunks);
      return [`Being reversed, ${percent} %, ${by}${approved}.`];
    }
    case "posted": {
      const what = held.length > 0 ? "Reversed in part" : "Reversed";
      const first = `${what}: ${postedText(reversal)}, ${by}${approved}.`;
      return [first, ...heldSentences(reversal, safe)];
    }
    case "sent-back":
      return [`The reversal was sent back by ${safe(draft.endedBy ?? "somebody")}.`];
    case "void":
      return [];
  }
}

/** Who could not be taken back, and why: the first few. */
export function heldSentences(
  { held }: ReversalView,
  safe: (text: string) => string,
): readonly string[] {
  return held.slice(0, shownHeld).map(({ payer, reason }) => `${safe(payer)}: ${safe(reason)}.`);
}

/**
 * "−316,985.75 USD in 1,290 credit memos (CM-2027-000001 to CM-2027-001290)", as its approval said;
 * of silent lines only, "no document".
 */
export function postedText({ posted }: ReversalView): string {
  if (!posted) return "no document was needed";
  const amounts = documentAmounts(posted.totals).map((each) => shownAmountText(each));
  const { first, last } = posted;
  return `${amounts.join(", ")} (${first === last ? first : `${first} to ${last}`})`;
}
