import { z } from "zod";
import { delegateVotes } from "../../../operations/approvals/delegate-votes.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { delegateCallback, delegateFields } from "../../modals/delegate-view.ts";
import { delegatedNotice } from "../delegated-notice.ts";
import { readField } from "./form-values.ts";
import type { RunForm } from "./run-form.ts";

const metadataSchema = z.object({
  channel: z
    .string()
    .regex(/^[CDGUW][A-Z0-9]{1,30}$/)
    .nullable(),
});

/** Who votes in one's place while one is away. */
export const delegateVotesForm: RunForm = {
  callback: delegateCallback,
  title: "While you are away",
  act: () => ({ action: "slack.delegate", subject: "votes" }),
  check: (form) => {
    const { to, until } = delegateFields;
    const errors: Record<string, string> = {};
    if (readField(form.values, to).chosen.length === 0) errors[to] = "Choose somebody.";
    if (readField(form.values, until).text === "") errors[until] = "Choose the last day.";
    return Object.keys(errors).length > 0 ? errors : null;
  },
  submit: async ({ world, actor, form }) => {
    const made = await delegateVotes(world, actor, {
      toMember: readField(form.values, delegateFields.to).chosen[0] ?? "",
      fromOn: readField(form.values, delegateFields.from).text || null,
      untilOn: readField(form.values, delegateFields.until).text,
    });
    return isRefusal(made) ? made : delegatedNotice(made);
  },
  channelOf: ({ metadata }) => {
    try {
      return metadataSchema.parse(JSON.parse(metadata)).channel;
    } catch {
      return null;
    }
  },
  fieldOf: ({ refusal }) => {
    if (refusal === "delegation_unfit") return delegateFields.to;
    return refusal === "delegation_days" ? delegateFields.until : null;
  },
};
