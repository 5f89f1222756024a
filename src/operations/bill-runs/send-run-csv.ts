import { type BillRun, runLabel } from "../../billing/bill-run/bill-run.ts";
import { requirePermission } from "../approvals/require-permission.ts";
import { audited, auditRefusal } from "../audited.ts";
import type { BooksWriter } from "../books.ts";
import { runSubject } from "../notifications/card.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { findRun } from "./find-run.ts";
import { type RunCsvKind, runCsvName } from "./run-csv.ts";

/**
 * Sends a run's accounts, or its exceptions, as a file into the run's thread: once for each state
 * and content of the run, however often it is asked for. Refuses `role_missing`,
 * `bill_run_unknown`, `card_missing`.
 */
export async function sendRunCsv(
  world: World,
  actor: Actor,
  input: { readonly number: number; readonly kind: RunCsvKind },
): Promise<BillRun | Refusal> {
  const act = {
    action: "bill-run.csv",
    subject: runLabel(input),
    details: { kind: input.kind },
  };
  const run = requirePermission(actor, "view") ?? (await findRun(world, input.number));
  if (isRefusal(run)) return auditRefusal(world, actor, act, run);
  const channel = await world.books.cardChannel(run.id);
  if (channel === null) return auditRefusal(world, actor, act, refuseWithout(run));
  return audited(world, actor, act, async (tx) => {
    await queueRunCsv(tx, run, channel, input.kind);
    return run;
  });
}

/** Queues the file in the transaction that makes it worth sending. */
export async function queueRunCsv(
  tx: BooksWriter,
  run: BillRun,
  channel: string,
  kind: RunCsvKind,
): Promise<void> {
  const label = runLabel(run);
  await tx.queueFile({
    key: `csv:${run.id}:${kind}:${run.state}:${run.digest ?? ""}`,
    channel,
    thread: runSubject(run.id),
    name: runCsvName(run, kind),
    text:
      kind === "accounts" ? `All accounts of ${label}, a row each.` : `The exceptions of ${label}.`,
    contentOf: { kind: "run-csv", id: `${run.number}:${kind}` },
  });
}

function refuseWithout(run: BillRun): Refusal {
  return refuse(
    "card_missing",
    `${runLabel(run)} was made outside of Slack, so it has no thread for a file.`,
    `On the server, billrun run csv ${runLabel(run)} prints it.`,
  );
}
