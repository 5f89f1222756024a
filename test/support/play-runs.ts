import type { Proposal, RunTerms } from "../../src/billing/bill-run/proposal.ts";
import { proposeDocuments } from "../../src/billing/bill-run/propose-documents.ts";
import type { BillingData } from "../../src/billing/billing-file/billing-data.ts";
import { groupByPayer } from "../../src/billing/billing-file/group-by-payer.ts";
import { parseBillingFile } from "../../src/billing/billing-file/parse-billing-file.ts";
import { localDate } from "../../src/billing/calendar/local-date.ts";
import type { Line } from "../../src/billing/invoicing/document.ts";

/** One run of a played file: what each payer was proposed, in order of payers. */
export type PlayedRun = { readonly run: RunTerms; readonly proposals: readonly Proposal[] };

/** A played file: its runs, and every line billed by the end. */
export type Played = { readonly runs: readonly PlayedRun[]; readonly billed: readonly Line[] };

/** The data of a billing file given as JSON; throws with its errors where it has any. */
export function billingData(file: unknown): BillingData {
  const parsed = parseBillingFile(file);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.data;
}

/** Plays a file's runs like `billrun simulate`, but keeps the lines. Errors are not caught. */
export function playRuns(data: BillingData): Played {
  const books = groupByPayer(data).map((group) => ({ group, billed: [] as Line[] }));
  let knownThroughOn: RunTerms["asOf"] | null = null;
  const runs: PlayedRun[] = [];
  for (const run of data.runs) {
    const proposals = books.map(({ group, billed }) =>
      proposeDocuments({ ...group, billed: [...billed], knownThroughOn }, data.catalog, run),
    );
    for (const [index, proposal] of proposals.entries())
      for (const line of linesOf(proposal)) books[index]?.billed.push(line);
    if (knownThroughOn === null || knownThroughOn < run.asOf) knownThroughOn = run.asOf;
    runs.push({ run, proposals });
  }
  return { runs, billed: books.flatMap(({ billed }) => billed) };
}

/** All lines of a proposal, on documents or not. */
export function linesOf(proposal: Proposal): Line[] {
  return [...proposal.documents.flatMap((document) => document.lines), ...proposal.silentLines];
}

/** A run for one day, as the file's defaults have it. */
export function runFor(day: string): RunTerms {
  const on = localDate(day);
  return { targetOn: on, invoiceOn: on, asOf: on, select: {} };
}
