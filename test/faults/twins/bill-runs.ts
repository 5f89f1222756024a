import { claimRequest } from "../../../src/operations/approvals/claim-request.ts";
import { cancelBillRun } from "../../../src/operations/bill-runs/cancel-bill-run.ts";
import { checkVote } from "../../../src/operations/bill-runs/check-vote.ts";
import { createBillRun } from "../../../src/operations/bill-runs/create-bill-run.ts";
import { explainAccount } from "../../../src/operations/bill-runs/explain-account.ts";
import { launchBillRun } from "../../../src/operations/bill-runs/launch-bill-run.ts";
import { listBillRuns } from "../../../src/operations/bill-runs/list-bill-runs.ts";
import { listExceptions } from "../../../src/operations/bill-runs/list-exceptions.ts";
import { listSelectionChoices } from "../../../src/operations/bill-runs/list-selection-choices.ts";
import { pauseBillRun } from "../../../src/operations/bill-runs/pause-bill-run.ts";
import { previewBillRun } from "../../../src/operations/bill-runs/preview-bill-run.ts";
import { recoverChunks } from "../../../src/operations/bill-runs/recover-chunks.ts";
import { remindApprovers } from "../../../src/operations/bill-runs/remind-approvers.ts";
import { requestApproval } from "../../../src/operations/bill-runs/request-approval.ts";
import { resumeBillRun } from "../../../src/operations/bill-runs/resume-bill-run.ts";
import { retryBillRun } from "../../../src/operations/bill-runs/retry-bill-run.ts";
import { showBillRun } from "../../../src/operations/bill-runs/show-bill-run.ts";
import { voteOnBillRun } from "../../../src/operations/bill-runs/vote-on-bill-run.ts";
import { workChunk } from "../../../src/operations/bill-runs/work-chunk.ts";
import { importBillingData } from "../../../src/operations/customers/import-billing-data.ts";
import { smallCompany } from "../../scenarios/small-company.ts";
import { chunksOf } from "../../store/small-books.ts";
import { approved, previewed, running, waiting, withOneHeld } from "../twin-stage.ts";
import { reading, type Twin } from "./twin.ts";

const terms = { name: null, targetOn: "2026-11-30", invoiceOn: "2026-11-01", channel: "C1" };
const once = { digest: null } as const;

/** The operations by their files. */
export const billRunTwins: Readonly<Record<string, Twin>> = {
  "approvals/claim-request": {
    async prepare(stage) {
      const key = `request ${stage.fresh().account}`;
      return (world) => claimRequest(world, key);
    },
    second: false,
    auditsOfSecond: 0,
  },
  "bill-runs/cancel-bill-run": {
    async prepare(stage) {
      const { number } = await waiting(stage);
      return (world) => cancelBillRun(world, stage.maker, { number });
    },
    second: ["bill_run_state"],
    auditsOfSecond: 1,
  },
  "bill-runs/create-bill-run": {
    async prepare(stage) {
      const { account, select } = stage.fresh();
      const asked = { ...terms, select, requestKey: `form ${account}`, preview: true };
      return (world) => createBillRun(world, stage.maker, asked);
    },
    second: "same",
    auditsOfSecond: 1,
  },
  "bill-runs/explain-account": reading((world, { maker }) =>
    explainAccount(world, maker, { account: "a00", runNumber: null }),
  ),
  "bill-runs/launch-bill-run": {
    async prepare(stage) {
      const { number } = await approved(stage);
      return (world) => launchBillRun(world, stage.maker, { number, ...once });
    },
    second: ["bill_run_state"],
    auditsOfSecond: 1,
  },
  "bill-runs/list-bill-runs": reading((world, { maker }) =>
    listBillRuns(world, maker, { limit: 9 }),
  ),
  "bill-runs/list-exceptions": reading((world, { maker }) =>
    listExceptions(world, maker, { number: 1, limit: 9 }),
  ),
  "bill-runs/list-selection-choices": reading((world, { maker }) =>
    listSelectionChoices(world, maker),
  ),
  "bill-runs/pause-bill-run": {
    async prepare(stage) {
      const { number } = await running(stage);
      return (world) => pauseBillRun(world, stage.maker, { number });
    },
    second: ["bill_run_state"],
    auditsOfSecond: 1,
  },
  "bill-runs/preview-bill-run": {
    async prepare(stage) {
      const { number } = await approved(stage);
      return (world) => previewBillRun(world, stage.maker, { number });
    },
    second: ["bill_run_state"],
    auditsOfSecond: 1,
  },
  "bill-runs/recover-chunks": {
    async prepare(stage) {
      await running(stage);
      await stage.sql("DELETE FROM graphile_worker._private_jobs");
      return async (world) => {
        await recoverChunks(world);
        const [left] = await stage.sql<{ jobs: number }>(
          `SELECT count(*)::int AS jobs FROM graphile_worker.jobs
            WHERE task_identifier LIKE '%-chunk'`,
        );
        return (left?.jobs ?? 0) > 0;
      };
    },
    second: true,
    auditsOfSecond: 0,
  },
  "bill-runs/check-vote": {
    async prepare(stage) {
      const { number } = await waiting(stage);
      return (world) => checkVote(world, stage.approver, { number, decision: "reject" });
    },
    second: "same",
    auditsOfSecond: 0,
    readsOnly: true,
  },
  "bill-runs/remind-approvers": {
    async prepare(stage) {
      const { number } = await waiting(stage);
      return (world) => remindApprovers(world, stage.maker, { number });
    },
    second: ["reminded_already"],
    auditsOfSecond: 1,
  },
  "bill-runs/request-approval": {
    async prepare(stage) {
      const { number } = await previewed(stage);
      return (world) => requestApproval(world, stage.maker, { number, ...once });
    },
    second: ["bill_run_state"],
    auditsOfSecond: 1,
  },
  "bill-runs/resume-bill-run": {
    async prepare(stage) {
      const { number } = await running(stage);
      await pauseBillRun(stage.world, stage.maker, { number });
      return (world) => resumeBillRun(world, stage.maker, { number });
    },
    second: ["bill_run_state"],
    auditsOfSecond: 1,
  },
  "bill-runs/retry-bill-run": {
    async prepare(stage) {
      const { number } = await withOneHeld(stage);
      return (world) =>
        retryBillRun(world, stage.maker, { number, channel: "C1", requestKey: null });
    },
    second: ["already_retried"],
    auditsOfSecond: 1,
  },
  "bill-runs/show-bill-run": reading((world, { maker }) =>
    showBillRun(world, maker, { number: 1 }),
  ),
  "bill-runs/vote-on-bill-run": {
    async prepare(stage) {
      const { number } = await waiting(stage);
      const vote = { number, ...once, decision: "approve", comment: "fine" } as const;
      return (world) => voteOnBillRun(world, stage.approver, vote);
    },
    second: ["already_decided", "already_voted"],
    auditsOfSecond: 1,
  },
  "bill-runs/work-chunk": {
    async prepare(stage) {
      const run = await running(stage);
      const [chunk] = await chunksOf(stage, run, "launch");
      if (!chunk) throw new Error("the run has no chunk");
      return async (world) => {
        await workChunk(world, chunk, "w");
        return (await stage.books.findRun(run.number))?.state === "completed";
      };
    },
    second: true,
    auditsOfSecond: 0,
  },
  "customers/import-billing-data": {
    async prepare(stage) {
      const data = smallCompany([{ key: `new-${stage.fresh().account}` }]);
      return async (world) => {
        const answer = await importBillingData(world, stage.maker, { source: "file", data });
        return "refusal" in answer ? answer : Object.keys(answer);
      };
    },
    second: "same",
    auditsOfSecond: 1,
  },
};
