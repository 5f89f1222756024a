import { type BillRun, runLabel } from "../../billing/bill-run/bill-run.ts";
import { mayMove } from "../../billing/bill-run/lifecycle.ts";
import { dayNumber } from "../../billing/calendar/day-number.ts";
import type { LocalDate } from "../../billing/calendar/local-date.ts";
import { sayDay } from "../../billing/calendar/say-day.ts";
import { draftDigest } from "../../billing/invoicing/draft-digest.ts";
import type { ReversibleRun } from "../invoices/drafts-books.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { laterDay } from "../today.ts";
import { refuseInState } from "./find-run.ts";

/**
 * Why a run can't be undone now; null where it can. Refuses `bill_run_state`,
 * `nothing_to_reverse`, `bill_run_built_on`, `credit_memo_used`.
 */
export function refuseReversal(run: BillRun, reversible: ReversibleRun): Refusal | null {
  const label = runLabel(run);
  if (!mayMove(run.state, "reverse")) return refuseInState(run, "reversed");
  const { builtOn, used } = reversible;
  if (reversible.documents + reversible.silentLines === 0) {
    return refuse(
      "nothing_to_reverse",
      `Nothing that ${label} posted is left to take back.`,
      `See what became of it with /billrun show ${label}.`,
    );
  }
  if (builtOn.length > 0) return refuseBuiltOn(label, builtOn);
  const [first] = used;
  if (!first) return null;
  return refuse(
    "credit_memo_used",
    `${first.credit} of ${label} is used for ${first.invoice}, so it can't be taken back.`,
    `Credit the other invoices of ${label} one by one with /billrun credit.`,
  );
}

/** The refusal where later runs corrected, or added to, what is to be taken back. */
export function refuseBuiltOn(what: string, builtOn: readonly number[]): Refusal {
  const names = builtOn.map((number) => `BR-${number}`);
  // The last one first: it stands on the others.
  const order = [...names].reverse().join(", then ");
  return refuse(
    "bill_run_built_on",
    `${names.join(", ")} corrected or added to what ${what} billed.`,
    `Reverse ${order} first.`,
  );
}

/** The day that reversing documents bear: the one asked for, else today, never before the run's. */
export function reversalDay(
  asked: LocalDate | null,
  today: LocalDate,
  { latestInvoiceOn }: ReversibleRun,
): LocalDate {
  if (asked !== null) return asked;
  return latestInvoiceOn === null ? today : laterDay(latestInvoiceOn, today);
}

/** Refuses `day_before_invoice` where the day lies before a document of the run. */
export function refuseEarlyDay(
  datedOn: LocalDate,
  { latestInvoiceOn }: Pick<ReversibleRun, "latestInvoiceOn">,
): Refusal | null {
  if (latestInvoiceOn === null || datedOn >= latestInvoiceOn) return null;
  const day = sayDay(dayNumber(latestInvoiceOn));
  return refuse(
    "day_before_invoice",
    `What is taken back is dated ${day}, and nothing is taken back before it is dated.`,
    `Choose ${day} or a later day.`,
  );
}

/** Covers every document and line that is taken back, and the day of what takes it back. */
export function reversalDigest(
  run: BillRun,
  datedOn: LocalDate,
  reversible: ReversibleRun,
): string {
  return draftDigest("reversal", run.id, datedOn, reversible.content);
}
