import { explainAccount } from "../../../operations/bill-runs/explain-account.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { accountWhyAction } from "../../messages/account-message.ts";
import { explanationMessage } from "../../messages/explanation-message.ts";
import { messageView } from "../../modals/plain-view.ts";
import type { ElementAction } from "./element-action.ts";

/** Why an account is, or would be, billed what it is, by the latest run that bills it. */
export const accountWhy: ElementAction = {
  actionId: accountWhyAction,
  act: (value) => ({ action: "slack.why", subject: value.slice(0, 60) || "account" }),
  title: "Why",
  open: async ({ world, actor, value }) => {
    const explained = await explainAccount(world, actor, { account: value, runNumber: null });
    return isRefusal(explained) ? explained : messageView("Why", explanationMessage(explained));
  },
};
