import { countText } from "../money/amount-text.ts";
import type { Selection } from "./proposal.ts";

/** So many values of one condition are spelled out. */
const shown = 4;

/**
 * Whom a run bills: "segments enterprise, mid-market · currency USD", or "all accounts".
 * `safe` makes a name fit for where it is shown.
 */
export function selectionText(select: Selection, safe: (name: string) => string): string {
  const days = select.billCycleDays?.map(String);
  const parts = [
    condition(safe, "segment", "segments", select.segments),
    condition(safe, "tag", "tags", select.tags),
    condition(safe, "currency", "currencies", select.currencies),
    condition(safe, "bill cycle day", "bill cycle days", days),
    condition(safe, "plan", "plans", select.plans),
    condition(safe, "account", "accounts", select.accounts),
    select.chargeTypes?.length ? `only ${select.chargeTypes.join(" and ")} charges` : null,
  ];
  return parts.filter((part) => part !== null).join(" · ") || "all accounts";
}

function condition(
  safe: (name: string) => string,
  one: string,
  many: string,
  values?: readonly string[],
): string | null {
  if (!values?.length) return null;
  const rest = values.length - shown;
  const names = values.slice(0, rest === 1 ? shown + 1 : shown).map(safe);
  const more = rest > 1 ? ` and ${countText(rest)} more` : "";
  return `${values.length === 1 ? one : many} ${names.join(", ")}${more}`;
}
