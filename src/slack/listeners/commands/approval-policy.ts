import { showPolicy } from "../../../operations/approvals/show-policy.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { policyMessage } from "../../messages/policy-message.ts";
import { openPolicyView } from "../policy-modal.ts";
import type { SettingsTopic } from "./settings-topics.ts";

/** `/billrun settings approvals`: who must agree to what; behind it, the words as a message. */
export const approvalPolicy: SettingsTopic = {
  name: "approvals",
  form: {
    opensFor: (words) => words === "",
    title: "Approval policy",
    open: ({ world, actor, channel }) => openPolicyView(world, actor, channel),
  },
  run: async ({ world, actor }) => {
    const view = await showPolicy(world, actor);
    return isRefusal(view) ? view : policyMessage(view);
  },
};
