import type { Catalog } from "../catalog/catalog.ts";
import type { Line } from "../invoicing/document.ts";
import { chargeStatus } from "./charge-status.ts";
import { groupBy } from "./group-by.ts";
import type { PayerFacts, RunTerms } from "./proposal.ts";
import { effectiveAsOf, proposeWithWaiting } from "./propose-documents.ts";
import { exclusionOf } from "./select-accounts.ts";
import type { WaitingDocument } from "./small-invoices.ts";
import { chargesOf, chargeViewOf, type SubscribedCharge } from "./subscription-lines.ts";
import { viewSubscriptions } from "./subscription-view.ts";

/** Why a charge is billed what it is, or why it is not billed. */
export type ChargeExplanation = {
  readonly account: string;
  readonly subscription: string;
  readonly charge: string;
  /** The charge's name, or its key. */
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
  const { proposal, waiting } = proposeWithWaiting(facts, catalog, run);
  const { documents, silentLines } = proposal;
  const lines = [...documents.flatMap((document) => document.lines), ...silentLines];
  const linesOf = groupBy(lines, (line) => line.subscription);
  const explanations: ChargeExplanation[] = [];
  for (const view of viewSubscriptions(facts, catalog, effectiveAsOf(facts, run))) {
    const exclusion = exclusionOf(view.account, run.select);
    const subscription = view.subscription.key;
    const own = linesOf.get(subscription) ?? [];
    for (const charge of chargesOf(view)) {
      const billed = own.filter(
        (line) => line.charge === charge.key && isOfType(line, charge.type),
      );
      const why = () =>
        exclusion
          ? `excluded, the account ${exclusion.sentence}`
          : (waitingReason(waiting, subscription, charge) ??
            chargeStatus(chargeViewOf(view, charge.key, run), charge, run).sentence);
      explanations.push({
        account: view.account.key,
        subscription,
        charge: charge.key,
        name: charge.name ?? charge.key,
        lines: billed,
        reason: billed.length > 0 ? null : why(),
      });
    }
  }
  return explanations;
}

/** Why a charge's lines wait, where they stand on a document that is not issued. */
function waitingReason(
  waiting: readonly WaitingDocument[],
  subscription: string,
  { key, type }: SubscribedCharge,
): string | null {
  for (const { document, reason } of waiting) {
    for (const line of document.lines) {
      if (line.subscription === subscription && line.charge === key && isOfType(line, type)) {
        return reason;
      }
    }
  }
  return null;
}

/** Whether a line comes of a charge of that type; a credit counts as what it gives back. */
function isOfType(line: Line, type: "recurring" | "one-time" | "usage"): boolean {
  const kind = line.kind === "credit" ? (line.corrects[0]?.split("/")[1] ?? "") : line.kind;
  return type === "usage" ? kind === "usage" || kind === "minimum" : kind === type;
}
