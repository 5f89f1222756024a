import type { KnownBlock, ModalView } from "@slack/web-api";
import { cut, type SlackMessage, section } from "../blocks.ts";

/** A modal without a form; Slack takes titles of 24 characters. */
export function plainView(title: string, blocks: readonly KnownBlock[]): ModalView {
  return {
    type: "modal",
    title: { type: "plain_text", text: cut(title, 24), emoji: false },
    close: { type: "plain_text", text: "Close", emoji: false },
    blocks: [...blocks],
  };
}

/** Opened at once, while the right to open a modal holds (3 s), and filled a moment later. */
export function waitingView(title: string): ModalView {
  return plainView(title, [section("One moment …")]);
}

/** A message shown in a modal. Tables exist in messages only and are left to them. */
export function messageView(title: string, message: SlackMessage): ModalView {
  return plainView(
    title,
    message.blocks.filter((block) => block.type !== "table"),
  );
}
