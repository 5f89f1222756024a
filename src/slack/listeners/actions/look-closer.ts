import { listRunAccounts } from "../../../operations/bill-runs/list-run-accounts.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { accountsOnPage, lookCloserView } from "../../modals/look-closer-view.ts";
import type { RunAction } from "./run-action.ts";

export const lookCloser: RunAction = {
  action: "lookCloser",
  title: "Look closer",
  open: async ({ world, actor, seen }) => {
    const first = { number: seen.run, filter: {}, page: 0, size: accountsOnPage };
    const closer = await listRunAccounts(world, actor, first);
    return isRefusal(closer) ? closer : lookCloserView(closer);
  },
};
