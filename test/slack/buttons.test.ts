import { expect, it } from "vitest";
import type { BillRunState } from "../../src/billing/bill-run/lifecycle.ts";
import { moveOf } from "../../src/billing/bill-run/lifecycle.ts";
import { refuse } from "../../src/operations/refusal.ts";
import { actions } from "../../src/slack/listeners/actions/actions.ts";
import { forms } from "../../src/slack/listeners/views/on-view.ts";
import { exceptionsMessage } from "../../src/slack/messages/exceptions-message.ts";
import { runActionButtons } from "../../src/slack/messages/run-actions.ts";
import { voteRefusal } from "../../src/slack/messages/vote-refusal.ts";
import { accountBillView } from "../../src/slack/modals/account-bill-view.ts";
import { createRunCallback } from "../../src/slack/modals/create-run-view.ts";
import { lookCloserCallback, lookCloserView } from "../../src/slack/modals/look-closer-view.ts";
import { pauseRunCallback } from "../../src/slack/modals/pause-run-view.ts";
import { rejectRunCallback } from "../../src/slack/modals/reject-run-view.ts";
import { runActions } from "../../src/slack/run-buttons.ts";
import { readRunReference } from "../../src/slack/run-reference.ts";
import { sampleBill, sampleException, samplePage } from "./sample-accounts.ts";
import { digest, sampleView } from "./sample-views.ts";

const states: readonly BillRunState[] = [
  ...moveOf("cancel").from,
  ...moveOf("pause").from,
  ...moveOf("resume").from,
  ...moveOf("reverse").from,
  "canceled",
  "reversed",
];
const shown = states.flatMap((state) => runActionButtons(sampleView(state)));
const elsewhere = JSON.stringify([
  lookCloserView(samplePage()),
  accountBillView(sampleBill(), 0),
  exceptionsMessage(sampleView("completed-with-exceptions"), [sampleException], 1),
  voteRefusal(refuse("self_approval", "You made BR-12.", "Lee can."), 12),
]);

it("every button has exactly one listener, and every listener a button", () => {
  const listened = actions.map(({ action }) => runActions[action]).sort();
  expect(listened).toEqual(Object.values(runActions).sort());
  const others = Object.values(runActions).filter((id) => elsewhere.includes(`"${id}"`));
  const { account, exceptionsCsv, remind, retry, why } = runActions;
  expect(others.sort()).toEqual([account, exceptionsCsv, remind, retry, why].sort());
  const onCards = shown.map((button) => button.action_id);
  expect([...new Set([...onCards, ...others])].sort()).toEqual(listened);
});

it("every modal with a form has its listener", () => {
  const callbacks = forms.map((form) => form.callback);
  expect(new Set(callbacks).size).toBe(callbacks.length);
  const ofRuns = [createRunCallback, lookCloserCallback, pauseRunCallback, rejectRunCallback];
  expect(callbacks).toEqual(expect.arrayContaining(ofRuns));
});

it("buttons carry the run and the content seen, nothing else", () => {
  for (const button of shown) expect(readRunReference(button.value)?.run).toBe(12);
  const approve = runActionButtons(sampleView("awaiting-approval"))[0];
  expect(readRunReference(approve?.value)).toEqual({ run: 12, digest, account: null });
});

it("launching asks first and tells the amounts", () => {
  const launch = shown.find((button) => button.action_id === runActions.launch);
  expect(JSON.stringify(launch?.confirm)).toContain("316,985.75 USD and 41,200.00 EUR");
});
