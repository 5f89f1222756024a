import type { BillingSettings } from "../catalog/catalog.ts";
import type { PayerFacts, RunTerms } from "./proposal.ts";

/** The company's settings as a run follows them: its own options win. */
export function rulesOfRun(settings: BillingSettings, run: RunTerms): BillingSettings {
  const { zeroInvoices, minimumInvoice, creditMemos } = run.options ?? {};
  return {
    ...settings,
    // What a catch-up run counts as billed stands on no document, whatever was asked for.
    zeroInvoices: run.catchUp ? "skip" : (zeroInvoices ?? settings.zeroInvoices),
    ...(minimumInvoice ? { minimumInvoice } : {}),
    negativeCharges: negativeCharges(settings, creditMemos),
  };
}

/**
 * What is kept back stays with what replaces it: given back alone, the days would be billed twice.
 */
function negativeCharges(
  settings: BillingSettings,
  creditMemos: NonNullable<RunTerms["options"]>["creditMemos"],
): BillingSettings["negativeCharges"] {
  if (creditMemos === undefined) return settings.negativeCharges;
  return creditMemos === "separate" ? "separate" : "net";
}

/** The facts with the documents per account or subscription that the run asks for. */
export function factsOfRun(facts: PayerFacts, { options }: RunTerms): PayerFacts {
  const documentsPer = options?.documentsPer;
  if (documentsPer === undefined || documentsPer === facts.payer.documentsPer) return facts;
  return { ...facts, payer: { ...facts.payer, documentsPer } };
}
