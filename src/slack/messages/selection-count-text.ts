import { countOf, countText } from "../../billing/money/amount-text.ts";
import type { CountedSelection } from "../../operations/bill-runs/count-selection.ts";
import { type RunDraft, splitKeys } from "../run-draft.ts";
import { safeName } from "../text/safe-text.ts";

/**
 * What the choices of the form take in: "*1,312 accounts* would be looked at · 2 parked or held
 * accounts of BR-11 are among them", and what was misspelt.
 */
export function selectionCountText(counted: CountedSelection | null, draft: RunDraft): string {
  if (!counted) return "The preview tells how many accounts these are.";
  const { selected, onPlans, left, unknown, moreUnknown } = counted;
  const parts = [`*${countOf(selected, "account")}* would be looked at`];
  if (onPlans !== null) parts.push(`${countText(onPlans)} of them were sold one of the plans`);
  if (left) {
    const are = left.accounts === 1 ? "is" : "are";
    const accounts = countOf(left.accounts, "parked or held account");
    parts.push(`${accounts} of BR-${left.run} ${are} among them`);
  }
  const lines = [parts.join(" · ")];
  for (const { key, near } of unknown) {
    const meant = near.length === 0 ? "" : ` Did you mean ${near.map(safeName).join(" or ")}?`;
    lines.push(`:warning: There is no account ${safeName(key)}.${meant}`);
  }
  if (moreUnknown > 0) lines.push(`And ${countOf(moreUnknown, "more unknown key")}.`);
  if (selected === 0 && splitKeys(draft.accounts).length === 0) {
    lines.push("Conditions of different kinds must all hold: take one away.");
  }
  return lines.join("\n");
}
