import { tally } from "../billing/approvals/approval.ts";
import { type Member, mayDo } from "../billing/approvals/member.ts";
import type {
  BillRunView,
  ComparedRun,
  ExceptionView,
  PersonView,
} from "../operations/bill-runs/bill-run-view.ts";
import { latestApproval } from "./approvals.ts";
import { type BillRunRow, billRunColumns, toBillRun } from "./bill-run-rows.ts";
import { type Db, jsonRow, jsonRows } from "./database.ts";
import { currentFreeze } from "./freeze.ts";
import { viewReversal } from "./reversals.ts";
import {
  countFindings,
  countProgress,
  countResults,
  loadFindingRules,
  loadNumbers,
} from "./run-sums.ts";
import { totalsOfRuns } from "./run-totals.ts";

/** A card has room for a few of each; lists have the rest. */
const shownFindings = 5;
const shownExceptions = 5;

type PersonRow = Member & { readonly slackId: string | null };

/** Everything a run's card shows, with a fixed number of queries. */
export async function viewRun(db: Db, id: string): Promise<BillRunView> {
  const sql = `SELECT ${billRunColumns} FROM bill_run r WHERE r.id = $1::uuid`;
  const row = await jsonRow<BillRunRow>(db, sql, id);
  if (!row) throw new Error(`there is no run ${id}`);
  const run = toBillRun(row);
  const approval = await latestApproval(db, id);
  const people = await loadPeople(db);
  const person = (memberId: string) => toPerson(people, memberId);
  const voters = (approval?.votes ?? []).map((vote) => vote.memberId);
  const involved = [run.createdBy, run.launchedBy ?? run.createdBy, ...voters];
  const totals = await totalsOfRuns(db, [row]);
  return {
    run,
    counts: await countResults(db, row),
    progress: await countProgress(db, row),
    totals: totals.get(id) ?? [],
    compared: await findCompared(db, row),
    findings: await countFindings(db, id),
    findingRules: await loadFindingRules(db, id),
    topFindings: await loadTopFindings(db, id),
    exceptions: await loadExceptions(db, row),
    approval: approval && { ...approval, tally: tally(approval.required, approval.votes) },
    maker: person(run.createdBy),
    mayApprove: people
      .filter((each) => mayDo(each, "vote"))
      .filter((each) => each.id !== run.createdBy && each.id !== run.lastEditedBy)
      .map((each) => person(each.id)),
    people: [...new Set(involved)].map(person),
    numbers: await loadNumbers(db, id),
    retriedBy: await findRetry(db, run.number),
    reversal: run.endedAt === null ? null : await viewReversal(db, id),
    frozen: await currentFreeze(db),
  };
}

function loadPeople(db: Db): Promise<readonly PersonRow[]> {
  return jsonRows<PersonRow>(
    db,
    `SELECT m.id, m.name, m.email, m.roles,
            m.active AND NOT member_has_left(m.id) AS active,
            (SELECT min(s.slack_id) FROM slack_identity s WHERE s.member_id = m.id) AS "slackId"
       FROM member m ORDER BY m.name, m.id`,
  );
}

function toPerson(people: readonly PersonRow[], memberId: string): PersonView {
  const found = people.find((each) => each.id === memberId);
  return { memberId, name: found?.name ?? "somebody", slackId: found?.slackId ?? null };
}

/**
 * The last ended run of an earlier month that selected the same and posted something. Another run
 * of this month finds nothing left to bill, so the two would say nothing of each other.
 */
async function findCompared(db: Db, run: BillRunRow): Promise<ComparedRun | null> {
  const before = await jsonRow<BillRunRow>(
    db,
    `SELECT ${billRunColumns} FROM bill_run r
      WHERE r.state IN ('completed', 'completed-with-exceptions') AND r.number < $1
        AND r.selection = $2::jsonb AND r.options = $4::jsonb AND r.retry_of IS NULL
        AND r.target_on < date_trunc('month', $3::date)
        AND EXISTS (SELECT FROM document d WHERE d.run_id = r.id)
      ORDER BY r.number DESC LIMIT 1`,
    run.number,
    JSON.stringify(run.selection),
    run.target_on,
    JSON.stringify(run.options),
  );
  if (!before) return null;
  const totals = await totalsOfRuns(db, [before]);
  return { number: before.number, totals: totals.get(before.id) ?? [] };
}

async function loadTopFindings(db: Db, runId: string): Promise<BillRunView["topFindings"]> {
  const top = await jsonRows<
    Omit<BillRunView["topFindings"][number], "totalMinor" | "previousMinor"> & {
      total: string;
      previous: string | null;
    }
  >(
    db,
    `SELECT f.payer, a.name, f.kind, f.currency, f.total_minor::text AS total,
            f.previous_minor::text AS previous, f.text
       FROM bill_run_finding f JOIN account a ON a.key = f.payer
      WHERE f.run_id = $1::uuid
      ORDER BY f.total_minor DESC, f.payer, f.kind LIMIT ${shownFindings}`,
    runId,
  );
  return top.map(({ total, previous, ...finding }) => ({
    ...finding,
    totalMinor: BigInt(total),
    previousMinor: previous === null ? null : BigInt(previous),
  }));
}

/** The first few, from the first chunks that have any: no other account is looked at. */
function loadExceptions(db: Db, run: BillRunRow): Promise<readonly ExceptionView[]> {
  const phase = run.launched_at === null ? "preview" : "launch";
  return jsonRows<ExceptionView>(
    db,
    `SELECT e.account, a.name, e.result, e.reason
       FROM (SELECT id FROM bill_run_chunk
              WHERE run_id = $1::uuid AND (${phase}_counts ->> 'parked' IS NOT NULL
                                           OR ${phase}_counts ->> 'held' IS NOT NULL)
              ORDER BY position LIMIT ${shownExceptions}) c
      CROSS JOIN LATERAL (
        SELECT b.account, b.${phase}_result AS result, coalesce(b.${phase}_reason, '') AS reason
          FROM bill_run_account b
         WHERE b.chunk_id = c.id AND b.${phase}_result IN ('parked', 'held')
         ORDER BY b.account LIMIT ${shownExceptions}) e
       JOIN account a ON a.key = e.account
      ORDER BY e.account LIMIT ${shownExceptions}`,
    run.id,
  );
}

async function findRetry(db: Db, number: number): Promise<number | null> {
  const row = await jsonRow<{ number: number }>(
    db,
    `SELECT number FROM bill_run WHERE retry_of = $1 AND state <> 'canceled'
      ORDER BY number DESC LIMIT 1`,
    number,
  );
  return row?.number ?? null;
}
