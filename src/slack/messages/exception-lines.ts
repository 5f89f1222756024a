import { countText } from "../../billing/money/amount-text.ts";
import type { BillRunView, ExceptionView } from "../../operations/bill-runs/bill-run-view.ts";
import { safeName, safeSentence } from "../text/safe-text.ts";

/** So many of each kind are named on a card; the list behind the button has them all. */
const shown = 5;

/** "Parked: Nordwind (no price in SEK) · Tanaka KK (no tax rate) · and 12 more", held first. */
export function exceptionLines(view: BillRunView): readonly string[] {
  const held = view.exceptions.filter((one) => one.result === "held");
  const parked = view.exceptions.filter((one) => one.result === "parked");
  return [
    line("Held, changed after the approval", held, view.counts.held),
    line("Parked", parked, view.counts.parked),
  ].filter((text) => text !== null);
}

function line(title: string, list: readonly ExceptionView[], count: number): string | null {
  if (count === 0) return null;
  const named = list.slice(0, shown).map((one) => `${safeName(one.name)} (${reasonOf(one)})`);
  const rest = count - named.length;
  if (rest > 0) named.push(named.length === 0 ? countText(rest) : `and ${countText(rest)} more`);
  return `${title}: ${named.join(" · ")}`;
}

/** Without what the line's title says already. */
function reasonOf(one: ExceptionView): string {
  return safeSentence(one.reason.replace(/^changed after approval: /, "").replace(/\.$/, ""));
}
