import { parseRunLabel } from "../../../billing/bill-run/bill-run.ts";
import { reverseBillRun } from "../../../operations/bill-runs/reverse-bill-run.ts";
import { draftFields } from "../../modals/draft-fields.ts";
import { reverseRunCallback } from "../../modals/reverse-run-view.ts";
import { dayIn, draftForm, lineIn, missingLine } from "./draft-form.ts";

export const reverseRunForm = draftForm({
  callback: reverseRunCallback,
  title: "Reverse a run",
  action: "slack.reverse",
  errors: (form) => missingLine(form, draftFields.reason, "Say why it is taken back."),
  ask: ({ world, actor, form, seen: { subject, channel } }) => {
    const number = parseRunLabel(subject);
    if (number === null) return null;
    const reason = lineIn(form, draftFields.reason);
    return reverseBillRun(world, actor, { number, reason, datedOn: dayIn(form), channel });
  },
});
