import type { HomeReader, HomeRun } from "../operations/home/home-books.ts";
import { type Db, jsonRows } from "./database.ts";

/** Reading what the home page shows, with one query for each list. */
export function homeReader(db: Db): HomeReader {
  return {
    runsGoingOn: (limit) =>
      shortened(db, "r.state IN ('previewing', 'running', 'paused')", limit, []),
    exceptionsOf: (memberId, limit) =>
      shortened(
        db,
        `r.state = 'completed-with-exceptions' AND r.created_by = $2::uuid AND NOT EXISTS (
           SELECT FROM bill_run n WHERE n.retry_of = r.number AND n.state <> 'canceled')`,
        limit,
        [memberId],
      ),
  };
}

type Row = HomeRun & { readonly many: number };

/** `where` is written here; what comes from outside is a parameter, from `$2` on. */
async function shortened(
  db: Db,
  where: string,
  limit: number,
  params: readonly string[],
): Promise<{ readonly runs: readonly HomeRun[]; readonly many: number }> {
  const rows = await jsonRows<Row>(
    db,
    `SELECT r.number, r.name, r.state, r.digest, r.eligible, r.channel,
            coalesce(c.done, 0) AS done, coalesce(c.exceptions, 0) AS exceptions, r.many
       FROM (SELECT r.*, count(*) OVER ()::int AS many FROM bill_run r WHERE ${where}
              ORDER BY r.number DESC LIMIT $1) r,
            LATERAL (
              SELECT sum(o.value::int)::int AS done,
                     sum(o.value::int) FILTER (WHERE o.key IN ('parked', 'held'))::int AS exceptions
                FROM bill_run_chunk k, jsonb_each_text(
                       CASE WHEN r.launched_at IS NULL THEN k.preview_counts
                            ELSE k.launch_counts END) o
               WHERE k.run_id = r.id) c
      ORDER BY r.number DESC`,
    limit,
    ...params,
  );
  return { runs: rows.map(({ many: _, ...run }) => run), many: rows[0]?.many ?? 0 };
}
