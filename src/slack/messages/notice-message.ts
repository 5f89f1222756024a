import { type Refusal, refuse } from "../../operations/refusal.ts";
import { type SlackMessage, section } from "../blocks.ts";

/** One sentence of our own, for the one who acted. */
export function noticeMessage(text: string): SlackMessage {
  return { text, blocks: [section(text)] };
}

/** The answer to a click that no listener knows any more. */
export function oldMessage(): SlackMessage {
  return noticeMessage(
    "This message is old, and its button no longer works. " +
      "See /billrun list and open the run with /billrun show.",
  );
}

/** The answer to a button whose value is not one that billrun wrote. */
export function unreadableButton(): Refusal {
  return refuse(
    "button_unreadable",
    "I can't read what this button is about, so I did nothing.",
    "Open the run with /billrun show.",
  );
}
