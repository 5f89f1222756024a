import { sayDay } from "../calendar/say-day.ts";
import type { Line, ProposedDocument } from "../invoicing/document.ts";
import { type ChargeStatus, chargeStatus } from "./charge-status.ts";
import { groupBy } from "./group-by.ts";
import type { AccountResult, PayerFacts, RunTerms } from "./proposal.ts";
import type { Exclusion } from "./select-accounts.ts";
import type { WaitingDocument } from "./small-invoices.ts";
import { chargesOf, chargeViewOf } from "./subscription-lines.ts";
import type { SubscriptionView } from "./subscription-view.ts";

/** What a run made of one payer's accounts, before it is told. */
export type Outcome = {
  readonly documents: readonly ProposedDocument[];
  readonly silentLines: readonly Line[];
  /** Too small to be issued, or kept back. */
  readonly waiting: readonly WaitingDocument[];
  /** Why accounts are left out, by key; null where they are not. */
  readonly exclusions: ReadonlyMap<string, Exclusion | null>;
  readonly views: readonly SubscriptionView[];
};

/**
 * One row for each account: excluded with the condition that it doesn't meet; billed where a
 * document is its own or carries its lines; else nothing due, with the reason and the next day
 * something is.
 */
export function accountResults(
  facts: PayerFacts,
  run: RunTerms,
  { documents, silentLines, waiting, exclusions, views }: Outcome,
): AccountResult[] {
  const billed = new Set<string>();
  for (const { account, lines } of documents) {
    billed.add(account);
    for (const line of lines) billed.add(line.account);
  }
  const silent = new Set(silentLines.map(({ account }) => account));
  const viewsOf = groupBy(views, (view) => view.account.key);
  return facts.accounts.map(({ key: account }): AccountResult => {
    const exclusion = exclusions.get(account);
    if (exclusion) return row(account, "excluded", exclusion.code, exclusion.sentence);
    if (billed.has(account)) {
      return { account, result: "billed", reasonCode: null, reason: null };
    }
    const [first, ...others] = waiting.filter(({ document }) => concerns(document, account));
    if (first) {
      const reasons = [first, ...others].map(({ reason }) => reason).join("; ");
      return row(account, "nothing-due", first.code, reasons);
    }
    if (silent.has(account) && run.catchUp) {
      const reason = "what is due counts as billed, without a document";
      return row(account, "nothing-due", "counted_as_billed", reason);
    }
    if (silent.has(account)) {
      const reason = "everything due costs nothing, so there is no document";
      return row(account, "nothing-due", "nothing_to_pay", reason);
    }
    const { code, sentence } = reasonOf(viewsOf.get(account) ?? [], run);
    return row(account, "nothing-due", code, sentence);
  });
}

/** Whether a document is the account's own or carries its lines. */
function concerns({ account: payer, lines }: ProposedDocument, account: string): boolean {
  return payer === account || lines.some((line) => line.account === account);
}

/** The most telling of the reasons of all charges: what is due next, else why nothing ever is. */
function reasonOf(
  views: readonly SubscriptionView[],
  run: RunTerms,
): Omit<ChargeStatus, "nextDueOn"> {
  let soonest: ChargeStatus | null = null;
  let first: ChargeStatus | null = null;
  for (const view of views) {
    for (const charge of chargesOf(view)) {
      const status = chargeStatus(chargeViewOf(view, charge.key, run), charge, run);
      first ??= status;
      if (status.nextDueOn === null) continue;
      if (!soonest?.nextDueOn || status.nextDueOn < soonest.nextDueOn) soonest = status;
    }
  }
  if (soonest?.nextDueOn) {
    return { code: "not_due", sentence: `next due on ${sayDay(soonest.nextDueOn)}` };
  }
  return first ?? { code: "no_subscription", sentence: "has no subscription" };
}

function row(
  account: string,
  result: "excluded" | "nothing-due",
  reasonCode: string,
  reason: string,
): AccountResult {
  return { account, result, reasonCode, reason };
}
