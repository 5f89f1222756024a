import { explainAccount } from "../../../operations/bill-runs/explain-account.ts";
import { lookAtAccount } from "../../../operations/bill-runs/look-at-account.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { exceptionWhyAction } from "../../messages/exceptions-message.ts";
import { explanationMessage } from "../../messages/explanation-message.ts";
import { accountBillView, accountPageAction } from "../../modals/account-bill-view.ts";
import { lookCloserActions } from "../../modals/look-closer-view.ts";
import { messageView } from "../../modals/plain-view.ts";
import { readAccountsReference } from "../../run-reference.ts";
import { listAsAsked, unreadableList } from "../views/look-closer.ts";
import type { ElementAction, ElementCall } from "./element-action.ts";

/** The modal says which run; the menu's own value does not. */
const looking = () => ({ action: "slack.lookCloser", subject: "bill run" });

/** Another page, filter or search of a run's accounts, in the modal that shows them. */
const listActions = [
  [lookCloserActions.filter, () => 0],
  [lookCloserActions.search, () => 0],
  [lookCloserActions.back, pageIn],
  [lookCloserActions.next, pageIn],
] as const;

const accountPages: readonly ElementAction[] = ["back", "next"].map((name) => ({
  actionId: `${accountPageAction}_${name}`,
  act: looking,
  change: async (call: ElementCall) => {
    const seen = readAccountsReference(call.view?.metadata ?? "");
    if (!seen?.account) return unreadableList();
    const { run: number, account } = seen;
    const bill = await lookAtAccount(call.world, call.actor, { number, account });
    return isRefusal(bill) ? bill : accountBillView(bill, pageIn(call));
  },
}));

const exceptionWhy: ElementAction = {
  actionId: exceptionWhyAction,
  act: (value) => ({ action: "slack.why", subject: `BR-${value.split(":")[0]}` }),
  title: "Why",
  open: async ({ world, actor, value }) => {
    const at = value.indexOf(":");
    const [run, account] = [Number(value.slice(0, at)), value.slice(at + 1)];
    if (at < 1 || !Number.isSafeInteger(run) || account === "") return unreadableList();
    const explained = await explainAccount(world, actor, { account, runNumber: run });
    if (isRefusal(explained)) return explained;
    return messageView(`Why, BR-${run}`, explanationMessage(explained));
  },
};

/** Menus, searches and pages in the modals about a run's accounts. */
export const runAccountActions: readonly ElementAction[] = [
  ...listActions.map(
    ([actionId, page]): ElementAction => ({
      actionId,
      act: looking,
      change: (call) => list(call, page(call)),
    }),
  ),
  ...accountPages,
  exceptionWhy,
];

function list({ world, actor, view }: ElementCall, page: number) {
  const { metadata = "", values = {} } = view ?? {};
  return listAsAsked(world, actor, { metadata, values, page });
}

/** Pages far beyond the last are empty, and Back leads home. */
function pageIn({ value }: ElementCall): number {
  const page = Number(value);
  return Number.isSafeInteger(page) && page >= 0 && page <= 1_000_000 ? page : 0;
}
