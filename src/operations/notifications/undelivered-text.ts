import { countOf } from "../../billing/money/amount-text.ts";
import type { UndeliveredCounts } from "./notifications-books.ts";

/** "3 messages and 1 card are tried again.", "1 message is forgotten." */
export function undeliveredText(
  { messages, cards }: UndeliveredCounts,
  done: "tried again" | "forgotten",
): string {
  const parts = [
    ...(messages > 0 ? [countOf(messages, "message")] : []),
    ...(cards > 0 ? [countOf(cards, "card")] : []),
  ];
  return `${parts.join(" and ")} ${messages + cards === 1 ? "is" : "are"} ${done}.`;
}
