import { biggestChanges } from "../../../src/operations/bill-runs/biggest-changes.ts";
import { countSelection } from "../../../src/operations/bill-runs/count-selection.ts";
import { listRunAccounts } from "../../../src/operations/bill-runs/list-run-accounts.ts";
import { lookAtAccount } from "../../../src/operations/bill-runs/look-at-account.ts";
import { runCsv } from "../../../src/operations/bill-runs/run-csv.ts";
import { sendRunCsv } from "../../../src/operations/bill-runs/send-run-csv.ts";
import { previewed } from "../twin-stage.ts";
import { reading, type Twin } from "./twin.ts";

/** Looking at the accounts of a run. */
export const runAccountTwins: Readonly<Record<string, Twin>> = {
  "bill-runs/biggest-changes": reading((world, { maker }) =>
    biggestChanges(world, maker, { number: 1, limit: 9 }),
  ),
  "bill-runs/count-selection": reading((world, { maker }) =>
    countSelection(world, maker, { accounts: ["a00"] }),
  ),
  "bill-runs/list-run-accounts": reading((world, { maker }) =>
    listRunAccounts(world, maker, { number: 1, filter: {}, page: 0, size: 5 }),
  ),
  "bill-runs/look-at-account": {
    async prepare(stage) {
      const { number } = await previewed(stage);
      return async (world) => {
        const bill = await lookAtAccount(world, stage.maker, { number, account: "a00" });
        return "refusal" in bill ? bill.refusal : [bill.stands, bill.documents];
      };
    },
    second: "same",
    auditsOfSecond: 0,
    readsOnly: true,
  },
  "bill-runs/run-csv": reading((world, { maker }) =>
    runCsv(world, maker, { number: 1, kind: "accounts" }),
  ),
  "bill-runs/send-run-csv": {
    async prepare(stage) {
      const { number } = await previewed(stage);
      return async (world) => {
        await sendRunCsv(world, stage.maker, { number, kind: "exceptions" });
        const [sent] = await stage.sql<{ files: number }>(
          "SELECT count(*)::int AS files FROM outbox_message WHERE key LIKE 'csv:%:exceptions:%'",
        );
        return (sent?.files ?? 0) > 0;
      };
    },
    second: true,
    auditsOfSecond: 1,
  },
};
