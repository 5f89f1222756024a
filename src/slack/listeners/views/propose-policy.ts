import { writePolicy } from "../../../billing/approvals/policy-content.ts";
import { proposePolicy } from "../../../operations/approvals/propose-policy.ts";
import { showPolicy } from "../../../operations/approvals/show-policy.ts";
import { isRefusal, refuse } from "../../../operations/refusal.ts";
import { noticeMessage } from "../../messages/notice-message.ts";
import { policyFormCallback } from "../../modals/policy-form-view.ts";
import { policyOfDraft, readDraft, tierField } from "../../policy-draft.ts";
import { readPolicyMetadata } from "../actions/policy-actions.ts";
import { openPolicyView } from "../policy-modal.ts";
import type { RunForm } from "./run-form.ts";

/** A change of the approval policy, proposed to those who must agree to it. */
export const proposePolicyForm: RunForm = {
  callback: policyFormCallback,
  title: "Change the policy",
  act: () => ({ action: "slack.propose_policy", subject: "policy" }),
  check: (form) => {
    const metadata = readPolicyMetadata(form.metadata);
    if (!metadata) return null;
    const read = policyOfDraft(readDraft(form.values, metadata.tiers), metadata.currency);
    return "errors" in read ? read.errors : null;
  },
  submit: async ({ world, actor, form }) => {
    const metadata = readPolicyMetadata(form.metadata);
    const seen = await showPolicy(world, actor);
    if (isRefusal(seen)) return seen;
    const draft = readDraft(form.values, metadata?.tiers ?? 0);
    const read = policyOfDraft(draft, seen.currency);
    if (!metadata || "errors" in read) {
      const message = "I can't read this form.";
      return refuse("form_invalid", message, "Open it again with /billrun settings approvals.");
    }
    const content = writePolicy(read.policy);
    const asked = await proposePolicy(world, actor, { content, channel: metadata.channel });
    if (isRefusal(asked)) return asked;
    const waits =
      asked.state === "open" ? "It holds once others have agreed to it." : "It holds now.";
    return noticeMessage(`You proposed a change of the approval policy. ${waits}`);
  },
  // The policy that holds is shown beneath, with the change that waits now.
  beneath: ({ world, actor, form }) =>
    openPolicyView(world, actor, readPolicyMetadata(form.metadata)?.channel ?? null),
  channelOf: ({ metadata }) => readPolicyMetadata(metadata)?.channel ?? null,
  fieldOf: ({ refusal }) => (refusal.startsWith("policy_") ? tierField("votes", 0) : null),
};
