import type { RunTerms } from "../../billing/bill-run/proposal.ts";
import { monthNames } from "../../billing/calendar/month-names.ts";

/** "December 2026", or "December 2026, enterprise" for a run of one segment. */
export function nameOfRun(terms: Pick<RunTerms, "targetOn" | "select">): string {
  const month = monthNames[Number(terms.targetOn.slice(5, 7)) - 1] ?? "";
  const segments = terms.select.segments ?? [];
  const whom = segments.length > 0 && segments.length <= 3 ? `, ${segments.join(", ")}` : "";
  return `${month} ${terms.targetOn.slice(0, 4)}${whom}`;
}
