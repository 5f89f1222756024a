/** What the books say of one currency, each side counted by itself, in minor units. */
export type CurrencySides = {
  readonly currency: string;
  readonly invoices: number;
  readonly creditMemos: number;
  /** Totals as the documents say. */
  readonly invoicedMinor: bigint;
  readonly creditedMinor: bigint;
  /** The documents' lines less discounts, and the taxes of the lines; credit memos negative. */
  readonly linesMinor: bigint;
  readonly lineTaxMinor: bigint;
  /** Balances of the ledger: what customers owe, and what was earned and is owed as tax. */
  readonly receivableMinor: bigint;
  readonly revenueMinor: bigint;
  readonly taxMinor: bigint;
  /** Open invoices less credit that is not used yet, as the aging counts them. */
  readonly openMinor: bigint;
};

/** Two sides that must be the same; `offMinor` is what the first has more. */
export type ReconciliationCheck = {
  readonly key: "lines" | "receivable" | "revenue" | "tax" | "open";
  /** "Documents and their lines". */
  readonly title: string;
  readonly oneMinor: bigint;
  readonly otherMinor: bigint;
  readonly offMinor: bigint;
};

/** One currency, checked. */
export type CurrencyReconciliation = CurrencySides & {
  readonly checks: readonly ReconciliationCheck[];
};

/**
 * Every cent is counted twice: documents against their lines, lines against the ledger, the
 * ledger's receivable against what is open invoice by invoice.
 */
export function reconcileCurrency(sides: CurrencySides): CurrencyReconciliation {
  const documents = sides.invoicedMinor - sides.creditedMinor;
  const pairs = [
    ["lines", "Documents and their lines", documents, sides.linesMinor + sides.lineTaxMinor],
    ["receivable", "Documents and the ledger's receivable", documents, sides.receivableMinor],
    ["revenue", "Lines and the ledger's revenue", sides.linesMinor, sides.revenueMinor],
    ["tax", "Taxes of the lines and the ledger's tax", sides.lineTaxMinor, sides.taxMinor],
    ["open", "Open invoices and the ledger's receivable", sides.openMinor, sides.receivableMinor],
  ] as const;
  const checks = pairs.map(
    ([key, title, oneMinor, otherMinor]): ReconciliationCheck => ({
      ...{ key, title, oneMinor, otherMinor },
      offMinor: oneMinor - otherMinor,
    }),
  );
  return { ...sides, checks };
}
