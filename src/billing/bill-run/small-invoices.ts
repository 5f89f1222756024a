import type { BillingSettings } from "../catalog/catalog.ts";
import type { ProposedDocument } from "../invoicing/document.ts";
import { formatMinor, parseAmount } from "../money/format-amount.ts";
import { groupDigits } from "../money/group-digits.ts";
import { chargeStatus } from "./charge-status.ts";
import type { RunTerms } from "./proposal.ts";
import { chargesOf, chargeViewOf } from "./subscription-lines.ts";
import type { SubscriptionView } from "./subscription-view.ts";

/** A document that isn't issued: its lines are due again next time. */
export type WaitingDocument = {
  readonly document: ProposedDocument;
  readonly code: "below_minimum" | "credit_kept_back";
  readonly reason: string;
};

/** Documents to issue, and those that wait. */
export type SortedDocuments = {
  readonly documents: readonly ProposedDocument[];
  readonly waiting: readonly WaitingDocument[];
};

/**
 * Sets aside invoices above zero and below the minimum in their currency. Since nothing of them is
 * billed, the next run proposes their lines again, with what is due by then. A last bill is issued
 * whatever its amount: where nothing of its subscriptions will be due any more, waiting would be
 * for ever. Credit memos, and invoices over nothing, are never set aside.
 */
export function setSmallInvoicesAside(
  documents: readonly ProposedDocument[],
  views: readonly SubscriptionView[],
  { minimumInvoice }: BillingSettings,
  run: RunTerms,
): SortedDocuments {
  if (!minimumInvoice) return { documents, waiting: [] };
  const waiting: WaitingDocument[] = [];
  const issued = documents.filter((document) => {
    const { type, currency, totalMinor, lines } = document;
    const least = parseAmount(minimumInvoice[currency] ?? "0", currency) ?? 0n;
    if (type !== "invoice" || totalMinor <= 0n || totalMinor >= least) return true;
    const [first] = lines;
    const isAlone = lines.every(({ subscription }) => subscription === first?.subscription);
    const own = views.filter(({ subscription, payer }) =>
      isAlone && payer.documentsPer === "subscription"
        ? subscription.key === first?.subscription
        : true,
    );
    if (!own.some((view) => hasMoreToCome(view, run))) return true;
    const said = (minor: bigint) => `${groupDigits(formatMinor(minor, currency))} ${currency}`;
    const reason = `${said(totalMinor)} is below the minimum of ${said(least)}`;
    const code = "below_minimum";
    waiting.push({ document, code, reason: `${reason} and waits for the next bill` });
    return false;
  });
  return { documents: issued, waiting };
}

/** Whether a subscription will be due again by what is known; one that pauses may go on. */
function hasMoreToCome(view: SubscriptionView, run: RunTerms): boolean {
  const everything = { ...run, select: {} };
  return chargesOf(view).some((charge) => {
    const { code, nextDueOn } = chargeStatus(
      chargeViewOf(view, charge.key, everything),
      charge,
      everything,
    );
    return nextDueOn !== null || code === "paused";
  });
}
