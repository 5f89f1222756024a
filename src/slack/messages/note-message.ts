import type { Note } from "../../operations/notifications/outbox-message.ts";
import { paragraphs, type SlackMessage } from "../blocks.ts";
import { mention } from "../text/people-text.ts";
import { safeText } from "../text/safe-text.ts";

/** A few sentences, with those in front whom they concern. */
export function noteMessage(note: Note): SlackMessage {
  const whom = (note.mentions ?? []).map(mentionOf).join(", ");
  const text = safeText(note.text);
  const first = whom === "" ? text : `${whom}: ${text}`;
  return { text: first, blocks: paragraphs([first, ...(note.lines ?? []).map(safeText)]) };
}

function mentionOf(slackId: string): string {
  return mention({ memberId: "", name: slackId, slackId });
}
