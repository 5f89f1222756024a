import type { BillRun } from "../../dist/billing/bill-run/bill-run.js";
import { localDate } from "../../dist/billing/calendar/local-date.js";
import { createBillRun } from "../../dist/operations/bill-runs/create-bill-run.js";
import { launchBillRun } from "../../dist/operations/bill-runs/launch-bill-run.js";
import { requestApproval } from "../../dist/operations/bill-runs/request-approval.js";
import { voteOnBillRun } from "../../dist/operations/bill-runs/vote-on-bill-run.js";
import { isRefusal, type Refusal } from "../../dist/operations/refusal.js";
import type { Actor, World } from "../../dist/operations/world.js";

/** A run of this size takes two approvers. */
export type Actors = { readonly maker: Actor; readonly approvers: readonly Actor[] };

/** Bill runs that follow one another, so that the worker is never idle. */
export type BusyRuns = {
  /** Ended once the first preview is going on. */
  readonly begun: Promise<void>;
  /** "previewing, running, previewing": what went on so far. */
  readonly phases: readonly string[];
  /** Lets the run that goes on end by itself; ended once nothing new will begin. */
  stop(): Promise<void>;
};

/**
 * Makes, approves and launches a run for each month from November 2026 on, through the operations
 * only: the work itself is done by the server that is measured.
 */
export function keepBilling(world: World, actors: Actors, channel: string): BusyRuns {
  const phases: string[] = [];
  let isStopping = false;
  let began = () => {};
  const begun = new Promise<void>((resolve) => {
    began = resolve;
  });
  async function reaches(number: number, states: readonly string[]): Promise<void> {
    for (;;) {
      const run: BillRun | null = await world.books.findRun(number);
      if (run && phases.at(-1) !== run.state) phases.push(run.state);
      if (isStopping || (run && states.includes(run.state))) return;
      await new Promise((wake) => setTimeout(wake, 200));
    }
  }
  async function bill(month: number): Promise<void> {
    const { number } = await create(world, actors.maker, month, channel);
    await reaches(number, ["previewing"]);
    began();
    await reaches(number, ["previewed"]);
    if (isStopping) return;
    must(await requestApproval(world, actors.maker, { number, digest: null }));
    const vote = { number, digest: null, decision: "approve", comment: null } as const;
    for (const approver of actors.approvers) must(await voteOnBillRun(world, approver, vote));
    must(await launchBillRun(world, actors.maker, { number, digest: null }));
    await reaches(number, ["completed", "completed-with-exceptions"]);
  }
  async function all(): Promise<void> {
    for (let month = 11; !isStopping; month += 1) await bill(month);
  }
  const done = all();
  done.catch(() => {});
  return {
    begun: Promise.race([begun, done]),
    phases,
    async stop() {
      isStopping = true;
      await done;
    },
  };
}

/** Months count on from January 2026: 13 is January 2027. */
async function create(world: World, maker: Actor, month: number, channel: string) {
  const day = (end: Date) => localDate(end.toISOString().slice(0, 10));
  const made = {
    name: "Bench",
    targetOn: day(new Date(Date.UTC(2026, month, 0))),
    invoiceOn: day(new Date(Date.UTC(2026, month - 1, 1))),
    select: {},
    channel,
    requestKey: null,
    preview: true,
  };
  return must(await createBillRun(world, maker, made));
}

function must<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(`${answer.message} ${answer.remedy ?? ""}`);
  return answer;
}
