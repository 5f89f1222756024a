import type { ModalView } from "@slack/web-api";
import {
  documentAmounts,
  shownAmountText,
  undoneTotals,
} from "../../billing/approvals/shown-amounts.ts";
import { countOf } from "../../billing/money/amount-text.ts";
import type { ReversalPlan } from "../../operations/bill-runs/reverse-bill-run.ts";
import { cut, paragraphs } from "../blocks.ts";
import { type DraftReference, writeDraftReference } from "../draft-reference.ts";
import { safeName } from "../text/safe-text.ts";
import { dayField, draftFields, textField } from "./draft-fields.ts";

/** The name under which the form's submission arrives. */
export const reverseRunCallback = "reverse_bill_run";

/** Asks why and by which day a run is taken back, and says what that means. */
export function reverseRunView(plan: ReversalPlan, seen: DraftReference): ModalView {
  const { run, reversible, datedOn } = plan;
  const amounts = documentAmounts(undoneTotals(reversible.totals)).map((each) =>
    shownAmountText(each, (amount) => `*${amount}*`),
  );
  const without = reversible.silentLines;
  const lines = [
    `*${safeName(run.name)}*`,
    ...amounts,
    ...(without > 0 ? [`${countOf(without, "period")} without a document`] : []),
    "A credit memo takes back each invoice, an invoice each credit memo. Their periods are due " +
      "again, so the next run bills them again.",
    "Somebody else approves it; then it is posted at once.",
  ];
  return {
    type: "modal",
    callback_id: reverseRunCallback,
    title: { type: "plain_text", text: cut(`Reverse BR-${run.number}`, 24), emoji: false },
    submit: { type: "plain_text", text: "Ask for approval", emoji: false },
    close: { type: "plain_text", text: "Leave it", emoji: false },
    private_metadata: writeDraftReference(seen),
    blocks: [
      ...paragraphs(lines),
      textField(draftFields.reason, "Why?", { hint: "Approvers and the run's thread see it." }),
      dayField("Dated", datedOn, "The day on what takes it back; not before what is taken back."),
    ],
  };
}
