import type { RunOptions, Selection } from "../../billing/bill-run/proposal.ts";
import { localDate } from "../../billing/calendar/local-date.ts";
import { parseRunFilters } from "../bill-runs/parse-run-filters.ts";
import { quoteTyped } from "../quote-typed.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";

/** Whom a schedule's runs bill, and how they make their documents. */
export type Conditions = { readonly select: Selection; readonly options: RunOptions };

/** Filters of a run that follow from the slot here. */
const ofTheSlot = /^(?:target|date|name|kind):/i;

/**
 * Reads conditions as `/billrun preview` takes them: `segment:x bcd:1,15 type:usage
 * credits:separate`. A schedule's days and names follow from its slots. Refuses `filter_unknown`,
 * `filter_invalid`.
 */
export function parseConditions(text: string): Conditions | Refusal {
  const slots = text.split(/\s+/).find((word) => ofTheSlot.test(word));
  if (slots !== undefined) {
    const message = `${quoteTyped(slots)} is no condition of a schedule.`;
    return refuse("filter_invalid", message, "Its days and names follow from each ring.");
  }
  // The day does not matter: what depends on it is refused above.
  const request = parseRunFilters(text, localDate("2000-01-01"));
  return isRefusal(request) ? request : { select: request.select, options: request.options ?? {} };
}

/** Those conditions that the lists of a form do not show, as they are typed. */
export function conditionsText({ select, options }: Conditions): string {
  const { billCycleDays: days, chargeTypes: types } = select;
  const { documentsPer, creditMemos, zeroInvoices, minimumInvoice } = options;
  const least = Object.entries(minimumInvoice ?? {}).map(([code, amount]) => `${amount}${code}`);
  const words: readonly (string | null)[] = [
    days?.length ? `bcd:${days.join(",")}` : null,
    types?.length ? `type:${types.join(",")}` : null,
    documentsPer ? `documents:${documentsPer}` : null,
    creditMemos ? `credits:${creditMemos}` : null,
    zeroInvoices ? `zero:${zeroInvoices}` : null,
    minimumInvoice ? `minimum:${least.length > 0 ? least.join(",") : "none"}` : null,
  ];
  return words.filter((word) => word !== null).join(" ");
}
