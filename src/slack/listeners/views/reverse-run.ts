import { parseRunLabel } from "../../../billing/bill-run/bill-run.ts";
import { reverseBillRun } from "../../../operations/bill-runs/reverse-bill-run.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { readDraftReference } from "../../draft-reference.ts";
import { draftNotice } from "../../messages/draft-notice.ts";
import { draftFields } from "../../modals/draft-fields.ts";
import { reverseRunCallback } from "../../modals/reverse-run-view.ts";
import {
  actOfForm,
  channelOfForm,
  dayErrors,
  dayIn,
  lineIn,
  orNone,
  refuseForm,
} from "./draft-form.ts";
import type { RunForm } from "./run-form.ts";

export const reverseRunForm: RunForm = {
  callback: reverseRunCallback,
  title: "Reverse a run",
  act: (form) => actOfForm("slack.reverse", form),
  check: (form) => {
    const reason = lineIn(form, draftFields.reason);
    const missing = reason === null ? { [draftFields.reason]: "Say why it is taken back." } : {};
    return orNone({ ...missing, ...dayErrors(form) });
  },
  submit: async ({ world, actor, form }) => {
    const seen = readDraftReference(form.metadata);
    const number = seen && parseRunLabel(seen.subject);
    if (!seen || !number) return refuseForm();
    const reason = lineIn(form, draftFields.reason);
    const asked = { number, reason, datedOn: dayIn(form), channel: seen.channel };
    const approval = await reverseBillRun(world, actor, asked);
    return isRefusal(approval) ? approval : draftNotice(approval);
  },
  channelOf: channelOfForm,
  fieldOf: ({ refusal }) => (dayRefusals.includes(refusal) ? draftFields.datedOn : null),
};

const dayRefusals: readonly string[] = ["day_before_invoice", "days_far_apart"];
