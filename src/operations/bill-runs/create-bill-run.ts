import { type BillRun, type BillRunKind, runLabel } from "../../billing/bill-run/bill-run.ts";
import type { RunOptions, RunTerms, Selection } from "../../billing/bill-run/proposal.ts";
import { parseLocalDate } from "../../billing/calendar/local-date.ts";
import { requirePermission } from "../approvals/require-permission.ts";
import { audited, auditRefusal } from "../audited.ts";
import type { BooksWriter } from "../books.ts";
import { quoteTyped } from "../quote-typed.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { checkSelection } from "./check-selection.ts";
import { nameOfRun } from "./name-of-run.ts";
import { startPreview } from "./preview-bill-run.ts";

/** What a person asks for; days as "YYYY-MM-DD" text that is checked here. */
export type CreateBillRun = {
  /** Null: named after the month of the target date. */
  readonly name: string | null;
  readonly targetOn: string;
  readonly invoiceOn: string;
  readonly select: Selection;
  /** How documents are made where it differs from the settings. */
  readonly options?: RunOptions;
  /** Default: "ad-hoc". "catch-up" counts what is due as billed, without documents. */
  readonly kind?: "ad-hoc" | "catch-up";
  /** Slack channel for the card; null for none. */
  readonly channel: string | null;
  /** The same key gives the run that was made first. */
  readonly requestKey: string | null;
  /** Start the preview at once. */
  readonly preview: boolean;
};

/**
 * Makes a bill run in `draft` and, if asked, starts its preview. Changes and usage known up to the
 * invoice date are seen. Refuses `role_missing`, `day_invalid`, `days_far_apart`,
 * `selection_unknown`.
 */
export async function createBillRun(
  world: World,
  actor: Actor,
  input: CreateBillRun,
): Promise<BillRun | Refusal> {
  const act = { action: "bill-run.create", subject: input.name ?? "bill run" };
  const terms = requirePermission(actor, "prepare") ?? termsOf(input);
  if (isRefusal(terms)) return auditRefusal(world, actor, act, terms);
  const no = await checkSelection(world, input.select);
  if (no) return auditRefusal(world, actor, act, no);
  return audited(
    world,
    actor,
    act,
    (tx) => insertAndPreview(tx, world, actor, input, { terms, retryOf: null }),
    (run) => ({ subject: runLabel(run), details: { name: run.name } }),
  );
}

/** The part that a retry shares: inserts the run, tells its thread, starts the preview. */
export async function insertAndPreview(
  tx: BooksWriter,
  world: World,
  actor: Actor,
  input: Pick<CreateBillRun, "name" | "channel" | "requestKey" | "preview">,
  run: {
    readonly terms: RunTerms;
    readonly retryOf: number | null;
    /** Default: by the terms, "catch-up" or "ad-hoc". */
    readonly kind?: BillRunKind;
  },
): Promise<BillRun> {
  const at = world.clock.now();
  const inserted = await tx.insertRun({
    name: input.name?.trim() || nameOfRun(run.terms),
    kind: run.kind ?? (run.terms.catchUp ? "catch-up" : "ad-hoc"),
    terms: run.terms,
    retryOf: run.retryOf,
    createdBy: actor.member.id,
    channel: input.channel,
    requestKey: input.requestKey,
    at,
  });
  // A request that came twice finds its run already on the way.
  if (inserted.state !== "draft") return inserted;
  await tx.queueMilestone({
    runId: inserted.id,
    // Of the run, not of this request: the same form sent twice is told of once.
    at: inserted.createdAt,
    kind: "created",
    by: actor.member.name,
  });
  if (!input.preview) {
    await tx.queueCard(`run:${inserted.id}`);
    return inserted;
  }
  const previewing = await startPreview(tx, world, actor, inserted);
  if (!previewing) throw new Error(`${runLabel(inserted)} left its draft while it was made`);
  return previewing;
}

function termsOf(input: CreateBillRun): RunTerms | Refusal {
  const targetOn = parseLocalDate(input.targetOn);
  const invoiceOn = parseLocalDate(input.invoiceOn);
  if (!targetOn || !invoiceOn) {
    const wrong = targetOn ? input.invoiceOn : input.targetOn;
    return refuse("day_invalid", `${quoteTyped(wrong)} is no day.`, "Write days as 2026-11-30.");
  }
  const years = Math.abs(Number(targetOn.slice(0, 4)) - Number(invoiceOn.slice(0, 4)));
  if (years > 1) {
    return refuse(
      "days_far_apart",
      `The target date ${targetOn} and the invoice date ${invoiceOn} are more than a year apart.`,
      "Check the years.",
    );
  }
  const { options = {} } = input;
  const terms = {
    ...{ targetOn, invoiceOn, asOf: invoiceOn, select: input.select },
    ...(Object.keys(options).length > 0 ? { options } : {}),
  };
  return input.kind === "catch-up" ? { ...terms, catchUp: true } : terms;
}
