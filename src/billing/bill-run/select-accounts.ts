import type { Account } from "../customers/account.ts";
import type { Selection } from "./proposal.ts";

/** Why a run leaves an account out: a code for machines, a sentence for a person. */
export type Exclusion = { readonly code: string; readonly sentence: string };

/**
 * Why the run doesn't look at an account, or null if it does. Conditions on accounts must all hold;
 * each names what it wants. Plans and charge types restrict what is billed, not who.
 */
export function exclusionOf(account: Account, select: Selection): Exclusion | null {
  const { accounts, segments, tags, currencies, billCycleDays } = select;
  const { key, segment, tags: own, currency, billCycleDay } = account;
  if (accounts && !accounts.includes(key)) {
    return { code: "account_not_selected", sentence: "is not among the accounts of this run" };
  }
  if (segments && (segment === undefined || !segments.includes(segment))) {
    const has =
      segment === undefined
        ? "has no segment, the run asks for"
        : `segment ${segment} is not among`;
    return { code: "segment_not_selected", sentence: `${has} ${list(segments)}` };
  }
  if (tags && !own.some((tag) => tags.includes(tag))) {
    const has = own.length === 0 ? "has no tag" : `has none of its tags (${list(own)})`;
    return { code: "tag_not_selected", sentence: `${has} among ${list(tags)}` };
  }
  if (currencies && !currencies.includes(currency)) {
    return {
      code: "currency_not_selected",
      sentence: `bills in ${currency}, not ${list(currencies)}`,
    };
  }
  if (billCycleDays && !billCycleDays.some((day) => day === billCycleDay)) {
    const has =
      billCycleDay === "anniversary" ? "bills on anniversaries" : `bill cycle day ${billCycleDay}`;
    return {
      code: "bill_cycle_day_not_selected",
      sentence: `${has}, the run asks for day ${list(billCycleDays)}`,
    };
  }
  return null;
}

function list(values: readonly (string | number)[]): string {
  return values.join(", ");
}
