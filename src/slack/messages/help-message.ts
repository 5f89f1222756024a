import { context, paragraphs, type SlackMessage, section } from "../blocks.ts";

/** What help tells of a command. */
export type HelpTopic = {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly detail: string;
};

/** All commands, a line each, in the order of a month's work. */
export function helpMessage(topics: readonly HelpTopic[]): SlackMessage {
  const lines = topics.map(({ usage, summary }) => `• \`/billrun ${usage}\` ${summary}`);
  return {
    text: "What /billrun can do. Start with /billrun preview; it posts nothing.",
    blocks: [
      section(
        "A month of billing: preview a run, somebody else approves it, launch it. " +
          "Start with `/billrun preview`; it posts nothing.",
      ),
      ...paragraphs(lines),
      context("More about one: `/billrun help preview` · also `help filters` and `help roles`"),
    ],
  };
}

/** One command at length. */
export function topicMessage(topic: HelpTopic): SlackMessage {
  return {
    text: `/billrun ${topic.usage}: ${topic.detail}`,
    blocks: [section(`\`/billrun ${topic.usage}\`\n${topic.detail}`)],
  };
}
