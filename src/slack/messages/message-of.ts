import type { MessageView } from "../../operations/notifications/outbox-message.ts";
import type { SlackMessage } from "../blocks.ts";
import { milestoneMessage } from "./milestone-message.ts";
import { newsMessage } from "./news-message.ts";
import { newsRollMessage } from "./news-roll-message.ts";
import { noteMessage } from "./note-message.ts";

/** What a message of the outbox says. A kind more is a line here. */
export function messageOf(message: MessageView): SlackMessage {
  switch (message.kind) {
    case "milestone":
      return milestoneMessage(message.milestone, message.view, message.changes);
    case "note":
      return noteMessage(message.note);
    case "news":
      return newsMessage(message.news);
    case "roll":
      return newsRollMessage(message.news);
  }
}
