import { type BillRun, runLabel } from "../../billing/bill-run/bill-run.ts";
import { requirePermission } from "../approvals/require-permission.ts";
import { audited, auditRefusal } from "../audited.ts";
import { RetriedAlready } from "../book-records.ts";
import type { BooksWriter } from "../books.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { insertAndPreview } from "./create-bill-run.ts";
import { findRun, refuseInState } from "./find-run.ts";

/** Results are read in pages of this many accounts. */
const pageSize = 1_000;

/**
 * Makes a run for the held and parked accounts of an ended one and previews it. It is approved by
 * itself, since what these accounts are billed now is not what was approved then. Refuses
 * `role_missing`, `bill_run_unknown`, `bill_run_state`, `nothing_to_retry`, `already_retried`.
 */
export async function retryBillRun(
  world: World,
  actor: Actor,
  input: {
    readonly number: number;
    readonly channel: string | null;
    readonly requestKey: string | null;
  },
): Promise<BillRun | Refusal> {
  const act = { action: "bill-run.retry", subject: runLabel(input) };
  const run = requirePermission(actor, "prepare") ?? (await findRun(world, input.number));
  if (isRefusal(run)) return auditRefusal(world, actor, act, run);
  const accounts = await accountsToRetry(world, run);
  if (isRefusal(accounts)) return auditRefusal(world, actor, act, accounts);
  const terms = { ...run.terms, select: { ...run.terms.select, accounts } };
  const made = {
    name: `${accounts.length} of BR-${run.number} again`,
    channel: input.channel,
    requestKey: input.requestKey,
    preview: true,
  };
  try {
    const work = async (tx: BooksWriter) => {
      const retry = await insertAndPreview(tx, world, actor, made, { terms, retryOf: run.number });
      // The first run's card says which run bills its exceptions, and asks for it no longer.
      await tx.queueCard(`run:${run.id}`);
      return retry;
    };
    return await audited(world, actor, act, work, (retry) => ({
      details: { made: runLabel(retry) },
    }));
  } catch (error) {
    if (!(error instanceof RetriedAlready)) throw error;
    return auditRefusal(world, actor, act, await refuseRetried(world, run));
  }
}

async function refuseRetried(world: World, run: BillRun): Promise<Refusal> {
  const { retriedBy } = await world.books.viewRun(run.id);
  return refuseRetry(run, retriedBy === null ? "Another run" : `BR-${retriedBy}`);
}

function refuseRetry(run: BillRun, by: string): Refusal {
  return refuse(
    "already_retried",
    `${by} already bills the parked and held accounts of BR-${run.number}.`,
    `Go on with ${by === "Another run" ? "it" : by}, or cancel it first.`,
  );
}

async function accountsToRetry(world: World, run: BillRun): Promise<readonly string[] | Refusal> {
  if (run.state === "completed") {
    return refuse(
      "nothing_to_retry",
      `BR-${run.number} has no parked or held account.`,
      `Nothing is left to bill again: see /billrun show BR-${run.number}.`,
    );
  }
  if (run.state !== "completed-with-exceptions") return refuseInState(run, "retried");
  const { retriedBy } = await world.books.viewRun(run.id);
  if (retriedBy !== null) return refuseRetry(run, `BR-${retriedBy}`);
  const accounts: string[] = [];
  for (let after: string | undefined; ; ) {
    const page = await world.books.listResults(run.id, {
      only: ["parked", "held"],
      limit: pageSize,
      ...(after === undefined ? {} : { after }),
    });
    accounts.push(...page.map((row) => row.account));
    after = page.at(-1)?.account;
    if (page.length < pageSize) return accounts;
  }
}
