import type { AccountOutcome } from "../../billing/bill-run/proposal.ts";
import type { DocumentType, Line } from "../../billing/invoicing/document.ts";

/** One charge of an account: what was billed for it, or why nothing was. */
export type ExplainedCharge = {
  readonly account: string;
  readonly subscription: string;
  readonly charge: string;
  /** Name for people. */
  readonly name: string;
  readonly lines: readonly Pick<
    Line,
    "from" | "to" | "amountMinor" | "discountMinor" | "taxMinor" | "why" | "kind" | "quantity"
  >[];
  /** A sentence where nothing was billed; null otherwise. */
  readonly reason: string | null;
};

/** The answer to "why was this account billed what it was". */
export type AccountExplanation = {
  readonly account: string;
  readonly name: string;
  readonly currency: string;
  /** The run asked about; null for "what would a run for today bill". */
  readonly runNumber: number | null;
  /** Whether that run was launched; what it says before that is what it would bill. */
  readonly isLaunched?: boolean;
  /** Whether that run was canceled: it billed nobody, whatever its preview said. */
  readonly isCanceled?: boolean;
  readonly targetOn: string;
  readonly result: AccountOutcome | null;
  readonly reason: string | null;
  readonly documents: readonly {
    readonly number: string | null;
    readonly type: DocumentType;
    readonly totalMinor: bigint;
  }[];
  readonly charges: readonly ExplainedCharge[];
};
