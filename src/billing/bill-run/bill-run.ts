import type { BillRunState } from "./lifecycle.ts";
import type { AccountOutcome, RunTerms } from "./proposal.ts";

/** Started by hand, by timetable, or only to advance what counts as billed. */
export type BillRunKind = "ad-hoc" | "scheduled" | "catch-up";

/** A bill run as it stands in the books. */
export type BillRun = {
  readonly id: string;
  /** 12 in "BR-12". */
  readonly number: number;
  readonly name: string;
  readonly kind: BillRunKind;
  readonly state: BillRunState;
  readonly terms: RunTerms;
  /** The run whose held and parked accounts this one bills again. */
  readonly retryOf: number | null;
  /** Member ids. */
  readonly createdBy: string;
  readonly lastEditedBy: string;
  readonly launchedBy: string | null;
  /** ISO instants. */
  readonly createdAt: string;
  readonly previewedAt: string | null;
  readonly launchedAt: string | null;
  readonly endedAt: string | null;
  /** Since when the preview or launch goes on; pauses begin it anew. Null: not begun. */
  readonly phaseBeganAt: string | null;
  /** What was said of the pause; null where nothing was, or where it goes on. */
  readonly pauseReason: string | null;
  /** Of the last finished preview; what approvals are bound to. */
  readonly digest: string | null;
};

/** "BR-12". */
export function runLabel(run: Pick<BillRun, "number">): string {
  return `BR-${run.number}`;
}

/** The number in "BR-12", "br-12" or "12"; null where it is none. */
export function parseRunLabel(text: string): number | null {
  const match = /^(?:br-?)?([1-9]\d{0,8})$/i.exec(text.trim());
  return match ? Number(match[1]) : null;
}

/** Where a run stands: eligible = the sum of all outcomes once a phase is done. */
export type RunCounts = {
  readonly eligible: number;
  /** Accounts that have a result in the phase that goes on or went last. */
  readonly done: number;
} & Readonly<Record<AccountOutcome, number>>;
