import { digestOfRun } from "../bill-run/digest.ts";
import { presentDocument } from "../bill-run/present-document.ts";
import type { Proposal, RunTerms } from "../bill-run/proposal.ts";
import { proposeDocuments } from "../bill-run/propose-documents.ts";
import type { LocalDate } from "../calendar/local-date.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Line, ProposedDocument } from "../invoicing/document.ts";
import { totalDocuments } from "../invoicing/total-documents.ts";
import { formatMinor } from "../money/format-amount.ts";
import type { BillingData } from "./billing-data.ts";
import { groupByPayer, type PayerGroup } from "./group-by-payer.ts";
import type {
  CurrencyTotals,
  SimulatedAccount,
  SimulatedRun,
  SimulationResult,
} from "./simulation-result.ts";

/** What the runs so far have left behind for one payer. */
type PayerHistory = { billed: Line[]; knownThroughOn: LocalDate | null };

/**
 * Plays the file's runs in order, each seeing what the earlier ones billed: the rules of a real run
 * with nothing stored. A payer that can't be billed is parked with the reason, and the others go
 * on.
 */
export function simulate(data: BillingData): SimulationResult {
  const books = groupByPayer(data).map((group) => ({
    group,
    history: { billed: [], knownThroughOn: null } as PayerHistory,
  }));
  const runs = data.runs.map((run): SimulatedRun => {
    const documents: ProposedDocument[] = [];
    const accounts: SimulatedAccount[] = [];
    const proposals: Proposal[] = [];
    for (const { group, history } of books) {
      const proposal = propose(group, history, data.catalog, run);
      if (typeof proposal === "string") {
        for (const { key } of group.accounts) {
          accounts.push({ account: key, result: "parked", reason: proposal });
        }
        continue;
      }
      remember(proposal, run, history);
      for (const document of proposal.documents) documents.push(document);
      for (const result of proposal.results) accounts.push(toRow(result));
      proposals.push(proposal);
    }
    accounts.sort((a, b) => (a.account < b.account ? -1 : 1));
    return {
      targetOn: run.targetOn,
      invoiceOn: run.invoiceOn,
      documents: documents.map((document) => presentDocument(document)),
      accounts,
      totals: totalsOf(documents),
      digest: digestOfRun(proposals),
    };
  });
  return { version: 1, runs };
}

/** What the run would bill the payer, or why it can't. */
function propose(
  group: PayerGroup,
  history: PayerHistory,
  catalog: Catalog,
  run: RunTerms,
): Proposal | string {
  try {
    return proposeDocuments({ ...group, ...history }, catalog, run);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Notes what was billed, and that the payer was looked at: what was known stays known. */
function remember(proposal: Proposal, run: RunTerms, history: PayerHistory): void {
  const looked = proposal.results.some(
    ({ result }) => result === "billed" || result === "nothing-due",
  );
  if (!looked) return;
  for (const { lines } of proposal.documents) for (const line of lines) history.billed.push(line);
  for (const line of proposal.silentLines) history.billed.push(line);
  if (history.knownThroughOn === null || history.knownThroughOn < run.asOf) {
    history.knownThroughOn = run.asOf;
  }
}

function toRow({ account, result, reason }: Proposal["results"][number]): SimulatedAccount {
  return reason === null ? { account, result } : { account, result, reason };
}

/** Sums of documents by currency, in the order of currency codes. */
function totalsOf(documents: readonly ProposedDocument[]): Record<string, CurrencyTotals> {
  const lines = new Map<string, number>();
  for (const document of documents) {
    const { currency } = document;
    lines.set(currency, (lines.get(currency) ?? 0) + document.lines.length);
  }
  const totals: Record<string, CurrencyTotals> = {};
  for (const row of totalDocuments(documents)) {
    const { currency, invoices, creditMemos } = row;
    totals[currency] = {
      invoices,
      creditMemos,
      lines: lines.get(currency) ?? 0,
      invoiced: formatMinor(row.invoicedMinor, currency),
      credited: formatMinor(row.creditedMinor, currency),
    };
  }
  return totals;
}
