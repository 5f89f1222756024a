import { type SlackMessage, section } from "../blocks.ts";

/** What a person reads when something broke; the log has the rest under the same reference. */
export function errorMessage(correlationId: string): SlackMessage {
  const text =
    "Something broke on my side, and I don't know whether it was done. " +
    `Look at the run's card before you try again. Reference ${correlationId}.`;
  return { text, blocks: [section(text)] };
}
