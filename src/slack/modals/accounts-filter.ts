import type { PlainTextOption } from "@slack/web-api";
import { findingCounts } from "../../billing/bill-run/run-text.ts";
import { countText } from "../../billing/money/amount-text.ts";
import type { BillRunView } from "../../operations/bill-runs/bill-run-view.ts";
import type { RunAccountFilter } from "../../operations/bill-runs/run-accounts-books.ts";
import { cut } from "../blocks.ts";

/** Everything that stands out or everything of one result; "all" for no condition. */
const results = {
  billed: "Billed",
  "nothing-due": "Nothing due",
  excluded: "Excluded",
  parked: "Parked",
  held: "Held",
} as const;

const kinds = {
  "amount-changed": true,
  "usage-changed": true,
  "missing-usage": true,
  "first-bill": true,
  "unusually-large": true,
  zero: true,
} as const;

/** A choice of the list as it travels: "finding:first-bill", "result:parked"; else all accounts. */
export function readAccountsFilter(chosen: string, text: string): RunAccountFilter {
  const search = text.trim() === "" ? {} : { text: text.trim() };
  const [what = "", value = ""] = chosen.split(":");
  if (what === "finding" && Object.hasOwn(kinds, value)) {
    return { finding: value as keyof typeof kinds, ...search };
  }
  if (what === "result" && Object.hasOwn(results, value)) {
    return { results: [value as keyof typeof results], ...search };
  }
  return search;
}

/** The choice that a filter came from. */
export function writeAccountsFilter({ finding, results: only }: RunAccountFilter): string {
  if (finding !== undefined) return `finding:${finding}`;
  return only?.[0] === undefined ? "all" : `result:${only[0]}`;
}

/** What the list can be narrowed to: only what there is, with how many there are. */
export function accountsFilterOptions({
  findings,
  findingRules,
  counts,
}: BillRunView): readonly PlainTextOption[] {
  const found = findingCounts(findings, findingRules).map(({ kind, text }) =>
    option(`finding:${kind}`, text),
  );
  const came = Object.entries(results).flatMap(([result, name]) => {
    const count = counts[result as keyof typeof results];
    return count === 0 ? [] : [option(`result:${result}`, `${name}: ${countText(count)}`)];
  });
  return [option("all", `All ${countText(counts.eligible)} accounts`), ...found, ...came];
}

function option(value: string, text: string): PlainTextOption {
  const first = text.replace(/^./, (letter) => letter.toUpperCase());
  return { text: { type: "plain_text", text: cut(first, 75), emoji: false }, value };
}
