import type { Button } from "@slack/web-api";

/** The names under which clicks arrive. */
export const freezeActionIds = { unfreeze: "billing_unfreeze" } as const;

/** Asks to lift the freeze, or agrees to it; carries which freeze was seen. */
export function unfreezeButton(freezeId: string): Button {
  return {
    type: "button",
    action_id: freezeActionIds.unfreeze,
    text: { type: "plain_text", text: "Unfreeze", emoji: false },
    value: freezeId,
    confirm: {
      title: { type: "plain_text", text: "Unfreeze billing?", emoji: false },
      text: {
        type: "plain_text",
        text: "It takes two people. Launches that ran go on by themselves with the second.",
        emoji: false,
      },
      confirm: { type: "plain_text", text: "Unfreeze", emoji: false },
      deny: { type: "plain_text", text: "Leave it", emoji: false },
    },
  };
}
