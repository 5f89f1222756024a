import type { Catalog } from "../catalog/catalog.ts";
import { buildDocuments } from "../invoicing/build-documents.ts";
import { digestOfDocuments } from "./digest.ts";
import type { AccountResult, PayerFacts, Proposal, RunTerms } from "./proposal.ts";
import { exclusionOf } from "./select-accounts.ts";
import { subscriptionLines } from "./subscription-lines.ts";
import { viewSubscriptions } from "./subscription-view.ts";

/**
 * What a run bills one payer: compared with what was billed, everything that is due and missing. The
 * same facts give the same proposal, and after it was saved the same run proposes nothing.
 *
 * Throws only where the facts contradict themselves (a plan that doesn't exist, a charge without a
 * price in the account's currency); the caller parks the payer then.
 */
export function proposeDocuments(facts: PayerFacts, catalog: Catalog, run: RunTerms): Proposal {
  const { payer, knownThroughOn } = facts;
  const asOf = knownThroughOn !== null && knownThroughOn > run.asOf ? knownThroughOn : run.asOf;
  const exclusions = new Map(
    facts.accounts.map((account) => [account.key, exclusionOf(account, run.select)]),
  );
  const views = viewSubscriptions(facts, catalog, asOf).filter(
    (view) => exclusions.get(view.account.key) === null,
  );
  const drafts = views.flatMap((view) => subscriptionLines(view, run));
  const { documents, silentLines } = buildDocuments(drafts, payer, catalog.settings, run.invoiceOn);
  const billed = new Set<string>();
  for (const document of documents) {
    billed.add(document.account);
    for (const line of document.lines) billed.add(line.account);
  }
  const results = facts.accounts.map(({ key }): AccountResult => {
    const exclusion = exclusions.get(key);
    if (exclusion) {
      const { code, sentence } = exclusion;
      return { account: key, result: "excluded", reasonCode: code, reason: sentence };
    }
    if (billed.has(key)) return { account: key, result: "billed", reasonCode: null, reason: null };
    const reason = "nothing is due";
    return { account: key, result: "nothing-due", reasonCode: "nothing_due", reason };
  });
  const digest = digestOfDocuments(documents, silentLines);
  return { payer: payer.key, documents, silentLines, results, digest };
}
