import { lookAtAccount } from "../../../operations/bill-runs/look-at-account.ts";
import { isRefusal, refuse } from "../../../operations/refusal.ts";
import { accountBillView } from "../../modals/account-bill-view.ts";
import type { RunAction } from "./run-action.ts";

export const account: RunAction = {
  action: "account",
  title: "One account",
  open: async ({ world, actor, seen }) => {
    const { run: number, account: key } = seen;
    if (key === null)
      return refuse("account_missing", "Which account?", "Open it from the newest card.");
    const bill = await lookAtAccount(world, actor, { number, account: key });
    return isRefusal(bill) ? bill : accountBillView(bill, 0);
  },
};
