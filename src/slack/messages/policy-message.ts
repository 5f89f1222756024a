import type { Button } from "@slack/web-api";
import type { PolicyView } from "../../operations/approvals/show-policy.ts";
import { openPolicyAction } from "../approval-reference.ts";
import { buttons, paragraphs, type SlackMessage, section } from "../blocks.ts";
import { safeSentence } from "../text/safe-text.ts";
import { policyChangeBlocks } from "./policy-change-blocks.ts";

/** The approval policy in words, with the way to its modal. */
export function policyMessage(view: PolicyView): SlackMessage {
  const { sentences, mayPropose, openChange } = view;
  const waits = openChange ? " A change of it waits for approval." : "";
  const open: Button = {
    type: "button",
    action_id: openPolicyAction,
    text: { type: "plain_text", text: mayPropose ? "Change…" : "Open", emoji: false },
    value: "policy",
  };
  return {
    text: `Who must agree: ${sentences.slice(0, 3).map(safeSentence).join(" ")}${waits}`,
    blocks: [
      section("*Who must agree*, the strictest of all that apply:"),
      ...paragraphs(sentences.map((sentence) => `• ${safeSentence(sentence)}`)),
      ...policyChangeBlocks(view),
      ...buttons([open]),
    ],
  };
}
