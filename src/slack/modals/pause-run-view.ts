import type { ModalView } from "@slack/web-api";
import type { BillRunView } from "../../operations/bill-runs/bill-run-view.ts";
import { cut, section } from "../blocks.ts";
import { standstillLine } from "../messages/progress-line.ts";
import { type FormReference, writeFormReference } from "../run-reference.ts";

/** The name under which the form's submission arrives. */
export const pauseRunCallback = "pause_bill_run";

/** Block id of the reason; its element is called `value`. */
export const pauseReasonField = "reason";

/** Asks for a reason that card and thread tell; it may stay empty, since pausing is urgent. */
export function pauseRunView(view: BillRunView, seen: FormReference): ModalView {
  return {
    type: "modal",
    callback_id: pauseRunCallback,
    title: { type: "plain_text", text: cut(`Pause BR-${view.run.number}`, 24), emoji: false },
    submit: { type: "plain_text", text: "Pause", emoji: false },
    close: { type: "plain_text", text: "Let it run", emoji: false },
    private_metadata: writeFormReference(seen),
    blocks: [
      section(
        "Accounts that are being written are finished, no other one is begun. What is posted " +
          `stays posted.\n${standstillLine(view)}`,
      ),
      {
        type: "input",
        block_id: pauseReasonField,
        optional: true,
        label: { type: "plain_text", text: "Why?", emoji: false },
        hint: { type: "plain_text", text: "Card and thread tell it.", emoji: false },
        element: {
          type: "plain_text_input",
          action_id: "value",
          max_length: 500,
          focus_on_load: true,
        },
      },
    ],
  };
}
