import { afterEach, expect, it } from "vitest";
import { openLog } from "../../src/open-log.ts";
import { voteOnApproval } from "../../src/operations/approvals/vote-on-approval.ts";
import { reverseBillRun } from "../../src/operations/bill-runs/reverse-bill-run.ts";
import { startWork } from "../../src/start-work.ts";
import { expectSoundBooks } from "../support/oracles.ts";
import { runReaches } from "../support/wait-until.ts";
import { launch, type November, openNovember, preview } from "./november.ts";
import { startWorkerProcess } from "./worker-process.ts";

const accounts = 20;
const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function openBilled(): Promise<November> {
  const november = await openNovember({ accounts });
  closing.push(() => november.close());
  const work = await startWork(november.world, november.url, openLog("silent").jobLog);
  const run = await preview(november);
  await launch(november, run);
  await runReaches(november.world, run.number, "completed");
  await work.stop();
  return november;
}

async function approveReversal({ world, maker, approver }: November): Promise<void> {
  const asked = { number: 1, reason: null, datedOn: null, channel: null };
  expect(await reverseBillRun(world, maker, asked)).not.toHaveProperty("refusal");
  const vote = { digest: null, decision: "approve", comment: null, typedTotal: null } as const;
  const voted = await voteOnApproval(world, approver, {
    kind: "reversal",
    subject: "BR-1",
    ...vote,
  });
  expect(voted).not.toHaveProperty("refusal");
}

it.each(["reversal.opened", "reversal.posted", "reversal.finished"] as const)(
  "a worker that dies at %s takes back everything once",
  async (at) => {
    const november = await openBilled();
    const { world, url, clock, sql } = november;
    const fault = { at, time: 1, signal: "SIGKILL" } as const;
    const worker = await startWorkerProcess(url, { fault });
    closing.push(async () => worker.child.kill("SIGKILL"));
    await approveReversal(november);
    expect(await worker.ended).toBe("SIGKILL");
    clock.moveBy(1);
    const work = await startWork(world, url, openLog("silent").jobLog);
    closing.push(() => work.stop());
    await runReaches(world, 1, "reversed");

    const [posted] = await sql<{ memos: number; owed: string }>(
      `SELECT count(*) FILTER (WHERE type = 'credit-memo')::int AS memos,
              (SELECT sum(amount_minor)::text FROM posting WHERE ledger_account = 'receivable')
                AS owed
         FROM document`,
    );
    expect(posted).toEqual({ memos: accounts, owed: "0" });
    await expectSoundBooks(world.books);
    expect(worker.complaints()).toBe("");
  },
  // The first one builds the program, which takes its time on a busy machine.
  120_000,
);
