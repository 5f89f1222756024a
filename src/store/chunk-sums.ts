import { totalDocuments } from "../billing/invoicing/total-documents.ts";
import type { LeasedChunk, PayerOutcome } from "../operations/book-records.ts";
import { type Db, execute } from "./database.ts";

/** The first and last number of a type that a chunk posted. */
export type NumberEnds = { readonly first: string; readonly last: string };

/** What a chunk's payers came to, as its row keeps it; minor units are texts. */
type ChunkSums = {
  readonly totals: Readonly<Record<string, CurrencySums>>;
  /** Findings by kind, of a preview. */
  readonly findings?: Readonly<Record<string, number>>;
  /** By type of document, of a launch. */
  readonly numbers?: Readonly<Record<string, NumberEnds>>;
  /** Accounts of which a catch-up run counts something as billed. */
  readonly counted: number;
};

type CurrencySums = {
  readonly invoices: number;
  readonly creditMemos: number;
  readonly invoiced: string;
  readonly credited: string;
};

/**
 * Keeps what the chunk came to, so that a run's card adds up chunks instead of accounts. `numbers`
 * are those that a launch posted.
 */
export async function saveSums(
  db: Db,
  { chunkId, phase }: LeasedChunk,
  outcomes: readonly PayerOutcome[],
  numbers: Readonly<Record<string, NumberEnds>> = {},
): Promise<void> {
  const sums: ChunkSums = {
    totals: totalsOf(outcomes),
    ...(phase === "preview" ? { findings: findingsOf(outcomes) } : { numbers }),
    counted: outcomes
      .flatMap((outcome) => outcome.results)
      .filter(({ reasonCode }) => reasonCode === "counted_as_billed").length,
  };
  await execute(
    db,
    // With the limits that its findings were found by: they may be others by the time of reading.
    `UPDATE bill_run_chunk
        SET ${phase}_sums = $2::jsonb || coalesce((
              SELECT jsonb_build_object('percents',
                       jsonb_build_array(l.change_percent, l.usage_percent))
                FROM finding_limits l LIMIT 1), '{}')
      WHERE id = $1::uuid`,
    chunkId,
    JSON.stringify(sums),
  );
}

function totalsOf(outcomes: readonly PayerOutcome[]): ChunkSums["totals"] {
  const documents = outcomes.flatMap((outcome) => outcome.documents.map((each) => each.document));
  return Object.fromEntries(
    totalDocuments(documents).map(({ currency, invoices, creditMemos, ...minor }) => [
      currency,
      {
        ...{ invoices, creditMemos },
        invoiced: minor.invoicedMinor.toString(),
        credited: minor.creditedMinor.toString(),
      },
    ]),
  );
}

function findingsOf(outcomes: readonly PayerOutcome[]): Readonly<Record<string, number>> {
  const many: Record<string, number> = {};
  for (const { findings } of outcomes) {
    for (const { kind } of findings) many[kind] = (many[kind] ?? 0) + 1;
  }
  return many;
}
