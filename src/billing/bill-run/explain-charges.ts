import { dayNumber } from "../calendar/day-number.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Line } from "../invoicing/document.ts";
import type { PayerFacts, RunTerms } from "./proposal.ts";
import { proposeDocuments } from "./propose-documents.ts";
import { exclusionOf } from "./select-accounts.ts";
import { chargesOf } from "./subscription-lines.ts";
import { viewSubscriptions } from "./subscription-view.ts";

/** Why a charge is billed what it is, or not. */
export type ChargeExplanation = {
  readonly account: string;
  readonly subscription: string;
  readonly charge: string;
  readonly name: string;
  /** The lines that the run proposes, each with its own `why`. */
  readonly lines: readonly Line[];
  /** A sentence where there is no line, else null. */
  readonly reason: string | null;
};

/** For each charge of each subscription what the run bills and why, or why it bills nothing. */
export function explainCharges(
  facts: PayerFacts,
  catalog: Catalog,
  run: RunTerms,
): ChargeExplanation[] {
  const { documents, silentLines } = proposeDocuments(facts, catalog, run);
  const lines = [...documents.flatMap((document) => document.lines), ...silentLines];
  const asOf =
    facts.knownThroughOn !== null && facts.knownThroughOn > run.asOf
      ? facts.knownThroughOn
      : run.asOf;
  return viewSubscriptions(facts, catalog, asOf).flatMap((view) => {
    const excluded = exclusionOf(view.account, run.select);
    return chargesOf(view).map(({ key: charge }): ChargeExplanation => {
      const own = lines.filter(
        (line) => line.subscription === view.subscription.key && line.charge === charge,
      );
      const reason = excluded
        ? `excluded, the account ${excluded.sentence}`
        : `not due before ${dayNumber(run.targetOn)}`;
      return {
        account: view.account.key,
        subscription: view.subscription.key,
        charge,
        name: charge,
        lines: own,
        reason: own.length > 0 ? null : reason,
      };
    });
  });
}
