import type { Approval, Tally } from "../../billing/approvals/approval.ts";
import type { BillRun, RunCounts } from "../../billing/bill-run/bill-run.ts";
import type { Finding, FindingKind, FindingRules } from "../../billing/bill-run/findings.ts";
import type { CurrencyTotals } from "../../billing/invoicing/totals.ts";
import type { Freeze } from "../freeze/freeze-books.ts";
import type { ReversalView } from "../invoices/drafts-books.ts";

/** A parked or held account, for the card and the lists. */
export type ExceptionView = {
  readonly account: string;
  readonly name: string;
  readonly result: "parked" | "held";
  readonly reason: string;
};

/** The last ended run of the same selection, to compare with. */
export type ComparedRun = {
  readonly number: number;
  readonly totals: readonly CurrencyTotals[];
};

/** A person as messages name them: a Slack id where they have one. */
export type PersonView = {
  readonly memberId: string;
  readonly name: string;
  readonly slackId: string | null;
};

/** Everything a run's card shows, loaded in one go. */
export type BillRunView = {
  readonly run: BillRun;
  readonly counts: RunCounts;
  readonly progress: {
    /** Since when the phase goes on; what was done before a pause counts no more. */
    readonly since: string | null;
    /** Accounts done since then. */
    readonly done: number;
    /** Accounts of which a catch-up run counts something as billed. */
    readonly counted: number;
  };
  /** Of the last finished preview, or of what was posted once the run has launched. */
  readonly totals: readonly CurrencyTotals[];
  readonly compared: ComparedRun | null;
  readonly findings: Readonly<Record<FindingKind, number>>;
  /** By which limits they were found. */
  readonly findingRules: Pick<FindingRules, "changePercent" | "usagePercent">;
  /** The first few, largest first, with the payer's name. */
  readonly topFindings: readonly (Finding & { readonly name: string })[];
  /** The first few; `counts` has them all. */
  readonly exceptions: readonly ExceptionView[];
  readonly approval: (Approval & { readonly tally: Tally }) | null;
  readonly maker: PersonView;
  /** Who can vote on it now: members with the right that neither made nor edited it. */
  readonly mayApprove: readonly PersonView[];
  /** Voters by member id, for mentions. */
  readonly people: readonly PersonView[];
  /** First and last document number by type, once posted: "INV-2026-000001". */
  readonly numbers: {
    readonly invoices: { readonly first: string; readonly last: string } | null;
    readonly creditMemos: { readonly first: string; readonly last: string } | null;
  };
  /** The run that bills this run's held and parked accounts again, if one was made. */
  readonly retriedBy: number | null;
  /** The latest reversal, begun or not; absent or null where nobody asked for one. */
  readonly reversal?: ReversalView | null;
  /** The freeze that stops it, or keeps it from starting; null where billing goes on. */
  readonly frozen: Freeze | null;
};
