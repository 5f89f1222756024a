import type { Button, ModalView } from "@slack/web-api";
import type { PolicyView } from "../../operations/approvals/show-policy.ts";
import { buttons, context, paragraphs, section } from "../blocks.ts";
import { policyChangeBlocks } from "../messages/policy-change-blocks.ts";
import { clockText } from "../text/day-text.ts";
import { safeSentence } from "../text/safe-text.ts";
import { plainView } from "./plain-view.ts";

/** The name under which the wish to change the policy arrives. */
export const changePolicyAction = "approval_policy_change";

/** Who must agree to what, in sentences; a change of it is told in `channel`. */
export function policyView(view: PolicyView, channel: string | null): ModalView {
  const since =
    view.version === null || view.activeFrom === null
      ? "The policy that comes with billrun."
      : `Version ${view.version}, since ${clockText(view.activeFrom)}.`;
  const change: Button = {
    type: "button",
    action_id: changePolicyAction,
    text: { type: "plain_text", text: "Change…", emoji: false },
    value: "policy",
  };
  const shown = plainView("Approval policy", [
    section("*Who must agree*, the strictest of all that apply:"),
    ...paragraphs(view.sentences.map((sentence) => `• ${safeSentence(sentence)}`)),
    ...policyChangeBlocks(view),
    ...buttons(view.mayPropose ? [change] : []),
    context(`${since} Nobody approves what they made. A change needs the approval of others.`),
  ]);
  return { ...shown, private_metadata: JSON.stringify({ channel }) };
}
