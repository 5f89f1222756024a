import { NotBillable } from "../catalog/not-billable.ts";
import type { DiscountedDraft } from "../invoicing/draft-line.ts";

/**
 * Throws where a run would bill more than `most` periods of one charge for the first time: a wrong
 * start date would else bill years at once. The caller parks the payer with the reason.
 */
export function refuseManyMissed(drafts: readonly DiscountedDraft[], most: number): void {
  const periods = new Map<string, Set<number>>();
  for (const { draft } of drafts) {
    if (draft.correction > 0 || (draft.kind !== "recurring" && draft.kind !== "usage")) continue;
    const name = `charge ${draft.charge} of subscription ${draft.subscription}`;
    const known = periods.get(name) ?? new Set();
    periods.set(name, known.add(draft.periodFrom));
  }
  for (const [name, { size }] of periods) {
    if (size <= most) continue;
    const missing = `${size} periods of ${name} are missing, more than ${most}`;
    throw new NotBillable(
      "many_periods_missing",
      `${missing}: raise the bound or use a catch-up run`,
    );
  }
}
