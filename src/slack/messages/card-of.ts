import type { CardView } from "../../operations/notifications/card.ts";
import type { SlackMessage } from "../blocks.ts";
import { approvalCard } from "./approval-card.ts";
import { runCard } from "./run-card.ts";

/** What a card says; `now` gives the time left of what goes on. A kind more is a line here. */
export function cardOf(card: CardView, now: Date): SlackMessage {
  switch (card.kind) {
    case "run":
      return runCard(card.view, now);
    case "approval":
      return approvalCard(card.view);
  }
}
