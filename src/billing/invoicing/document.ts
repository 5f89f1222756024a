import type { LocalDate } from "../calendar/local-date.ts";
import type { DecimalText } from "../catalog/catalog.ts";

/** What a line charges for; `credit`: it gives something back. */
export type LineKind = "recurring" | "one-time" | "usage" | "minimum" | "credit";

/** A coupon's part of a line's discount; natural sign, like the line's. */
export type LineDiscount = { readonly coupon: string; readonly discountMinor: bigint };

/** One rate's tax on a line; natural sign, like the line's. */
export type LineTax = {
  readonly rate: string;
  readonly percent: DecimalText;
  readonly inclusive: boolean;
  readonly baseMinor: bigint;
  readonly taxMinor: bigint;
};

/**
 * What is charged or given back for one service period of a charge.
 *
 * Amounts are minor units in natural sign, on invoices and credit memos alike: positive is owed by
 * the customer, negative is given back. Printing a credit memo turns the signs round.
 */
export type Line = {
  readonly account: string;
  /** Its key; empty on the line of a quote, and on goodwill. */
  readonly subscription: string;
  readonly charge: string;
  readonly kind: LineKind;
  /** Service period `[from, to)`. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** First day of the charge's own period that the line belongs to. */
  readonly periodFrom: LocalDate;
  /**
   * 0 for what is billed for the first time; n for the n-th time that a later run repaired this
   * charge's period. (subscription, charge, from, kind, correction) is unique for ever: it is the
   * line's name, and what keeps two runs from billing the same thing.
   */
  readonly correction: number;
  /** Names (`lineName`) of the lines that a line of kind "credit" gives back; else empty. */
  readonly corrects: readonly string[];
  readonly quantity: DecimalText;
  /** "14/31" of the price, reduced; null for a whole period. */
  readonly fraction: string | null;
  /** Before discount and tax. */
  readonly amountMinor: bigint;
  readonly discountMinor: bigint;
  readonly taxMinor: bigint;
  readonly discounts: readonly LineDiscount[];
  readonly taxes: readonly LineTax[];
  /** Short fingerprint of the price and quantity that rated the line; equal = nothing changed. */
  readonly terms: string;
  /** "14 of 31 days at 100.00 a month": for a person. */
  readonly why: string;
};

/** A line's name within its subscription and charge: "2026-05-05/credit/1". */
export function lineName(line: Pick<Line, "from" | "kind" | "correction">): string {
  return `${line.from}/${line.kind}/${line.correction}`;
}

/** An invoice asks for money, a credit memo reduces what is owed. */
export type DocumentType = "invoice" | "credit-memo";

/** One rate's tax over a document; printed sign (positive on a credit memo that gives back). */
export type DocumentTax = {
  readonly rate: string;
  readonly percent: DecimalText;
  readonly inclusive: boolean;
  readonly baseMinor: bigint;
  readonly taxMinor: bigint;
};

/**
 * A document before it has a number. Header amounts carry the printed sign, so a credit memo's are
 * positive; its lines keep their natural sign. subtotal − discount + tax = total ≥ 0.
 */
export type ProposedDocument = {
  readonly type: DocumentType;
  /** The account that owes it: the payer, for children. */
  readonly account: string;
  readonly currency: string;
  readonly invoiceOn: LocalDate;
  /** Last day to pay: invoiceOn + payment terms. */
  readonly dueOn: LocalDate;
  /** Ordered by subscription, from, charge. */
  readonly lines: readonly Line[];
  readonly taxes: readonly DocumentTax[];
  readonly subtotalMinor: bigint;
  readonly discountMinor: bigint;
  readonly taxMinor: bigint;
  readonly totalMinor: bigint;
};
