import type { BillRun, BillRunKind } from "../billing/bill-run/bill-run.ts";
import type { BillRunState } from "../billing/bill-run/lifecycle.ts";
import type { RunOptions, RunTerms, Selection } from "../billing/bill-run/proposal.ts";
import type { LocalDate } from "../billing/calendar/local-date.ts";

/** Columns of a run for `jsonRows`, from a table or alias `r`. */
export const billRunColumns = `
  r.id, r.number, r.name, r.kind, r.state, r.target_on, r.invoice_on, r.as_of_on, r.selection,
  r.options, r.pause_reason, r.phase_began_at, r.retry_of, r.created_by, r.last_edited_by,
  r.launched_by, r.created_at, r.previewed_at, r.launched_at, r.ended_at, r.digest, r.eligible,
  r.channel`;

/** What `billRunColumns` gives. */
export type BillRunRow = {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly kind: BillRunKind;
  readonly state: BillRunState;
  readonly target_on: LocalDate;
  readonly invoice_on: LocalDate;
  readonly as_of_on: LocalDate;
  readonly selection: Selection;
  readonly options: RunOptions;
  readonly pause_reason: string | null;
  readonly phase_began_at: string | null;
  readonly retry_of: number | null;
  readonly created_by: string;
  readonly last_edited_by: string;
  readonly launched_by: string | null;
  readonly created_at: string;
  readonly previewed_at: string | null;
  readonly launched_at: string | null;
  readonly ended_at: string | null;
  readonly digest: string | null;
  readonly eligible: number;
  readonly channel: string | null;
};

/** A run as the book knows it. */
export function toBillRun(row: BillRunRow): BillRun {
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    kind: row.kind,
    state: row.state,
    terms: toTerms(row),
    retryOf: row.retry_of,
    createdBy: row.created_by,
    lastEditedBy: row.last_edited_by,
    launchedBy: row.launched_by,
    createdAt: toInstant(row.created_at),
    previewedAt: row.previewed_at && toInstant(row.previewed_at),
    launchedAt: row.launched_at && toInstant(row.launched_at),
    endedAt: row.ended_at && toInstant(row.ended_at),
    phaseBeganAt: row.phase_began_at && toInstant(row.phase_began_at),
    pauseReason: row.pause_reason,
    digest: row.digest,
  };
}

/** What the run was asked to do. */
export function toTerms(
  row: Pick<BillRunRow, "kind" | "target_on" | "invoice_on" | "as_of_on" | "selection" | "options">,
): RunTerms {
  return {
    targetOn: row.target_on,
    invoiceOn: row.invoice_on,
    asOf: row.as_of_on,
    select: row.selection,
    ...(Object.keys(row.options).length > 0 ? { options: row.options } : {}),
    ...(row.kind === "catch-up" ? { catchUp: true } : {}),
  };
}

/** PostgreSQL's JSON instant ("…+00:00") as the ISO text that the rest of the program uses. */
function toInstant(text: string): string {
  return new Date(text).toISOString();
}
