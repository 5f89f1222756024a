import type { Selection } from "../../billing/bill-run/proposal.ts";
import { countText } from "./amount-text.ts";
import { safeName } from "./safe-text.ts";

/** So many values of one condition are spelled out. */
const shown = 4;

/** Whom a run bills: "segments enterprise, mid-market · currency USD", or "all accounts". */
export function selectionText(select: Selection): string {
  const days = select.billCycleDays?.map(String);
  const parts = [
    condition("segment", "segments", select.segments),
    condition("tag", "tags", select.tags),
    condition("currency", "currencies", select.currencies),
    condition("bill cycle day", "bill cycle days", days),
    condition("plan", "plans", select.plans),
    condition("account", "accounts", select.accounts),
    select.chargeTypes?.length ? `only ${select.chargeTypes.join(" and ")} charges` : null,
  ];
  return parts.filter((part) => part !== null).join(" · ") || "all accounts";
}

function condition(one: string, many: string, values?: readonly string[]): string | null {
  if (!values?.length) return null;
  const rest = values.length - shown;
  const names = values.slice(0, rest === 1 ? shown + 1 : shown).map(safeName);
  const more = rest > 1 ? ` and ${countText(rest)} more` : "";
  return `${values.length === 1 ? one : many} ${names.join(", ")}${more}`;
}
