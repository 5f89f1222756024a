import type { RunOptions } from "./proposal.ts";

/**
 * How a run makes its documents where it differs from the settings: "a document for each
 * subscription · invoices below 10.00 USD wait"; null where it does not differ.
 */
export function optionsText(options: RunOptions | undefined): string | null {
  const { documentsPer, zeroInvoices, minimumInvoice, creditMemos } = options ?? {};
  const parts = [
    documentsPer === "account" ? "one document for each payer" : null,
    documentsPer === "subscription" ? "a document for each subscription" : null,
    creditMemos === "net" ? "credits are taken off the invoice" : null,
    creditMemos === "separate" ? "credits stand on credit memos of their own" : null,
    creditMemos === "keep-back" ? "credit memos are kept back" : null,
    zeroInvoices === "issue" ? "invoices over nothing are issued" : null,
    zeroInvoices === "skip" ? "invoices over nothing are left out" : null,
    minimumInvoice ? minimumText(minimumInvoice) : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(" · ");
}

function minimumText(minimum: NonNullable<RunOptions["minimumInvoice"]>): string {
  const amounts = Object.entries(minimum).map(([currency, amount]) => `${amount} ${currency}`);
  if (amounts.length === 0) return "no invoice is too small";
  const shown = amounts.slice(0, 4).join(", ");
  const more = amounts.length > 4 ? ` and ${amounts.length - 4} more amounts` : "";
  return `invoices below ${shown}${more} wait`;
}
