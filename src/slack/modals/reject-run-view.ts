import type { ModalView } from "@slack/web-api";
import { invoicedText } from "../../billing/invoicing/totals-text.ts";
import type { BillRunView } from "../../operations/bill-runs/bill-run-view.ts";
import { cut, section } from "../blocks.ts";
import { type FormReference, writeFormReference } from "../run-reference.ts";
import { safeName } from "../text/safe-text.ts";

/** The name under which the form's submission arrives. */
export const rejectRunCallback = "reject_bill_run";

/** Block id of the reason; its element is called `value`. */
export const rejectReasonField = "reason";

/** Asks why a run is rejected. It carries the run and the content that the person saw. */
export function rejectRunView(view: BillRunView, seen: FormReference): ModalView {
  const { run } = view;
  return {
    type: "modal",
    callback_id: rejectRunCallback,
    title: { type: "plain_text", text: cut(`Reject BR-${run.number}`, 24), emoji: false },
    submit: { type: "plain_text", text: "Reject", emoji: false },
    close: { type: "plain_text", text: "Cancel", emoji: false },
    private_metadata: writeFormReference(seen),
    blocks: [
      section(
        `*${safeName(run.name)}* · ${invoicedText(view.totals)}. A rejection ends the request; ` +
          "the run goes back to its preview.",
      ),
      {
        type: "input",
        block_id: rejectReasonField,
        label: { type: "plain_text", text: "What should be put right?", emoji: false },
        element: {
          type: "plain_text_input",
          action_id: "value",
          multiline: true,
          max_length: 500,
          focus_on_load: true,
        },
      },
    ],
  };
}
