import { type SlackMessage, section } from "../blocks.ts";

/** What a person reads when something broke; the log has the rest under the same reference. */
export function errorMessage(correlationId: string): SlackMessage {
  const text =
    "Something broke on my side, and I don't know whether it was done. " +
    `Look at the run's card before you try again. Reference ${correlationId}.`;
  return { text, blocks: [section(text)] };
}

/** What a person reads whose form Slack would not open: nothing was asked, so nothing was done. */
export function unopenedMessage(correlationId: string): SlackMessage {
  const text =
    "Slack did not let me open the form, so nothing was done. Try again in a minute; " +
    `if it stays so, /billrun doctor says what is wrong. Reference ${correlationId}.`;
  return { text, blocks: [section(text)] };
}
