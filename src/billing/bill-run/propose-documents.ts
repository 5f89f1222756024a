import type { LocalDate } from "../calendar/local-date.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { buildDocuments } from "../invoicing/build-documents.ts";
import type { DiscountedDraft } from "../invoicing/draft-line.ts";
import { accountResults } from "./account-results.ts";
import { digestOfDocuments } from "./digest.ts";
import { keepCreditsBack } from "./kept-credits.ts";
import { refuseManyMissed } from "./missed-periods.ts";
import type { PayerFacts, Proposal, RunTerms } from "./proposal.ts";
import { factsOfRun, rulesOfRun } from "./run-rules.ts";
import { exclusionOf } from "./select-accounts.ts";
import { setSmallInvoicesAside, type WaitingDocument } from "./small-invoices.ts";
import { subscriptionLines } from "./subscription-lines.ts";
import { viewSubscriptions } from "./subscription-view.ts";

/**
 * What a run bills one payer: compared with what was billed, everything that is due and missing.
 * The same facts give the same proposal, and after it was saved the same run proposes nothing.
 *
 * Throws only where the facts contradict themselves (a plan that doesn't exist, a charge without a
 * price in the account's currency) or more periods are missing than the settings allow; the caller
 * parks the payer then.
 */
export function proposeDocuments(facts: PayerFacts, catalog: Catalog, run: RunTerms): Proposal {
  return proposeWithWaiting(facts, catalog, run).proposal;
}

/** The proposal, and the documents that wait for another run instead of being part of it. */
export function proposeWithWaiting(
  known: PayerFacts,
  catalog: Catalog,
  run: RunTerms,
): { readonly proposal: Proposal; readonly waiting: readonly WaitingDocument[] } {
  const facts = factsOfRun(known, run);
  const { payer, accounts } = facts;
  const exclusions = new Map(accounts.map((one) => [one.key, exclusionOf(one, run.select)]));
  const all = viewSubscriptions(facts, catalog, effectiveAsOf(facts, run));
  const views = all.filter((view) => exclusions.get(view.account.key) === null);
  const drafts: DiscountedDraft[] = [];
  for (const view of views) for (const draft of subscriptionLines(view, run)) drafts.push(draft);
  const { catchUpPeriods } = catalog.settings;
  if (catchUpPeriods && !run.catchUp) refuseManyMissed(drafts, catchUpPeriods);
  const rules = rulesOfRun(catalog.settings, run);
  const built = buildDocuments(drafts, payer, rules, run.invoiceOn);
  const { silentLines } = built;
  const small = setSmallInvoicesAside(built.documents, all, rules, run);
  const kept = keepCreditsBack(small.documents, run);
  const { documents } = kept;
  const waiting = [...small.waiting, ...kept.waiting];
  const outcome = { documents, silentLines, waiting, exclusions, views };
  const results = accountResults(facts, run, outcome);
  const digest = digestOfDocuments(documents, silentLines);
  return { proposal: { payer: payer.key, documents, silentLines, results, digest }, waiting };
}

/** The day up to which a run knows everything: its own, or a later one of a run before it. */
export function effectiveAsOf({ knownThroughOn }: PayerFacts, { asOf }: RunTerms): LocalDate {
  return knownThroughOn !== null && knownThroughOn > asOf ? knownThroughOn : asOf;
}
