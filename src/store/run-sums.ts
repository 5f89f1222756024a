import type { RunCounts } from "../billing/bill-run/bill-run.ts";
import {
  defaultFindingRules,
  type FindingKind,
  findingKinds,
} from "../billing/bill-run/findings.ts";
import type { AccountOutcome } from "../billing/bill-run/proposal.ts";
import type { BillRunView } from "../operations/bill-runs/bill-run-view.ts";
import type { BillRunRow } from "./bill-run-rows.ts";
import type { NumberEnds } from "./chunk-sums.ts";
import { type Db, jsonRow, jsonRows } from "./database.ts";

/*
 * What a card counts, added up over the chunks of a run: a few thousand rows, however many accounts
 * there are.
 */

/** The phase that goes on or went last. */
function phaseOf(run: BillRunRow): "preview" | "launch" {
  return run.launched_at === null ? "preview" : "launch";
}

/** How many accounts came to what. */
export async function countResults(db: Db, run: BillRunRow): Promise<RunCounts> {
  const rows = await jsonRows<{ result: AccountOutcome; many: number }>(
    db,
    `SELECT key AS result, sum(value::int)::int AS many
       FROM bill_run_chunk, jsonb_each_text(${phaseOf(run)}_counts)
      WHERE run_id = $1::uuid GROUP BY key`,
    run.id,
  );
  const counts = { billed: 0, "nothing-due": 0, excluded: 0, parked: 0, held: 0 };
  for (const { result, many } of rows) counts[result] = many;
  const done = rows.reduce((sum, row) => sum + row.many, 0);
  return { eligible: run.eligible, done, ...counts };
}

/** Findings of the last preview by kind. */
export async function countFindings(db: Db, runId: string): Promise<BillRunView["findings"]> {
  const rows = await jsonRows<{ kind: FindingKind; many: number }>(
    db,
    `SELECT key AS kind, sum(value::int)::int AS many
       FROM bill_run_chunk, jsonb_each_text(preview_sums -> 'findings')
      WHERE run_id = $1::uuid GROUP BY key`,
    runId,
  );
  const findings = Object.fromEntries(findingKinds.map((kind) => [kind, 0]));
  for (const { kind, many } of rows) findings[kind] = many;
  return findings as BillRunView["findings"];
}

/** The limits by which the last preview found what it found. */
export async function loadFindingRules(
  db: Db,
  runId: string,
): Promise<BillRunView["findingRules"]> {
  const row = await jsonRow<{ change: string | null; usage: string | null }>(
    db,
    `SELECT max((preview_sums -> 'percents' ->> 0)::bigint)::text AS change,
            max((preview_sums -> 'percents' ->> 1)::bigint)::text AS usage
       FROM bill_run_chunk WHERE run_id = $1::uuid`,
    runId,
  );
  const { changePercent, usagePercent } = defaultFindingRules;
  return {
    changePercent: row?.change ? BigInt(row.change) : changePercent,
    usagePercent: row?.usage ? BigInt(row.usage) : usagePercent,
  };
}

/** First and last number of each type that the run posted, by year and position in the series. */
export async function loadNumbers(db: Db, runId: string): Promise<BillRunView["numbers"]> {
  const rows = await jsonRows<NumberEnds & { readonly type: string }>(
    db,
    `SELECT type, (array_agg(first ORDER BY split_part(first, '-', 2)::int,
                             split_part(first, '-', 3)::bigint))[1] AS first,
            (array_agg(last ORDER BY split_part(last, '-', 2)::int DESC,
                       split_part(last, '-', 3)::bigint DESC))[1] AS last
       FROM (SELECT key AS type, value ->> 'first' AS first, value ->> 'last' AS last
               FROM bill_run_chunk, jsonb_each(launch_sums -> 'numbers')
              WHERE run_id = $1::uuid) n
      GROUP BY type`,
    runId,
  );
  const of = (type: string) => {
    const row = rows.find((each) => each.type === type);
    return row ? { first: row.first, last: row.last } : null;
  };
  return { invoices: of("invoice"), creditMemos: of("credit-memo") };
}

/** Accounts that were done since the phase began or went on, for the pace. */
export async function countProgress(db: Db, run: BillRunRow): Promise<BillRunView["progress"]> {
  const phase = phaseOf(run);
  if (run.phase_began_at === null) return { since: null, done: 0, counted: 0 };
  const row = await jsonRow<{ done: number; counted: number }>(
    db,
    `SELECT coalesce(sum((SELECT sum(value::int) FROM jsonb_each_text(${phase}_counts)))
                       FILTER (WHERE ${phase}_done_at >= $2::timestamptz), 0)::int AS done,
            coalesce(sum((${phase}_sums ->> 'counted')::int), 0)::int AS counted
       FROM bill_run_chunk WHERE run_id = $1::uuid AND ${phase}_done_at IS NOT NULL`,
    run.id,
    run.phase_began_at,
  );
  const since = new Date(run.phase_began_at).toISOString();
  return { since, done: row?.done ?? 0, counted: row?.counted ?? 0 };
}
