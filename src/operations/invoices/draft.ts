import type { LocalDate } from "../../billing/calendar/local-date.ts";

/** What makes documents without a run; each waits for an approval of the same kind. */
export type DraftKind = "reversal" | "credit" | "quote-invoice";

/**
 * The life of a draft: waiting ─► posted, by way of posting where there is much to post; or
 * sent-back by an approver, or void where what it is about changed.
 */
export type DraftState = "waiting" | "posting" | "posted" | "sent-back" | "void";

/** Documents that wait for an approval of their own. What it asks for never changes. */
export type Draft = {
  readonly id: string;
  readonly kind: DraftKind;
  /** "BR-12", "INV-2026-000001", "Q-88". */
  readonly subject: string;
  readonly runId: string | null;
  /** The invoice that is credited. */
  readonly documentId: string | null;
  readonly quote: string | null;
  /** Of a credit: so many minor units as goodwill; null: the whole invoice. */
  readonly amountMinor: bigint | null;
  /** The date on what is posted. */
  readonly datedOn: LocalDate;
  /** Why, or what the invoice of a quote is to say. */
  readonly note: string | null;
  readonly poNumber: string | null;
  /** Covers exactly what is posted. */
  readonly digest: string;
  readonly madeBy: string;
  readonly madeByName: string;
  readonly madeAt: string;
  readonly state: DraftState;
  /** Who approved it last, or sent it back, and the words. */
  readonly endedBy: string | null;
  readonly endedBecause: string | null;
  readonly endedAt: string | null;
};

/** A draft as it is made. */
export type NewDraft = Omit<
  Draft,
  "id" | "madeByName" | "state" | "endedBy" | "endedBecause" | "endedAt"
>;
