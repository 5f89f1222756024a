import { explainAccount } from "../../../operations/bill-runs/explain-account.ts";
import { isRefusal, refuse } from "../../../operations/refusal.ts";
import { explanationMessage } from "../../messages/explanation-message.ts";
import { messageView } from "../../modals/plain-view.ts";
import type { RunAction } from "./run-action.ts";

export const why: RunAction = {
  action: "why",
  title: "Why",
  open: async ({ world, actor, seen }) => {
    const { account, run: runNumber } = seen;
    if (account === null)
      return refuse("account_missing", "Which account?", "Open it from the newest card.");
    const explained = await explainAccount(world, actor, { account, runNumber });
    if (isRefusal(explained)) return explained;
    return messageView(`Why, BR-${runNumber}`, explanationMessage(explained));
  },
};
