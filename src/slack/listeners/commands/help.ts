import { refuse } from "../../../operations/refusal.ts";
import { helpMessage, topicMessage } from "../../messages/help-message.ts";
import { nearestWord } from "../../text/nearest-word.ts";
import type { Command } from "./command.ts";
import { helpTopics, otherNames } from "./help-topics.ts";

/** The help command over all the others. */
export function helpOf(others: readonly Command[]): Command {
  const help: Command = {
    name: "help",
    usage: "help [topic]",
    summary: "this list, or more about one command",
    detail:
      "Lists the commands, or tells more about one, about filters or about roles: " +
      "/billrun help preview.",
    run: async ({ words }) => {
      const all = [...others, help];
      const topic = words.toLowerCase().split(" ")[0] ?? "";
      if (topic === "") return helpMessage(all);
      const topics = [...all, ...helpTopics];
      const found = topics.find(({ name }) => name === (otherNames[topic] ?? topic));
      if (found) return topicMessage(found);
      const near = nearestWord(
        topic,
        topics.map(({ name }) => name),
      );
      const remedy = near ? `Did you mean ${near}?` : "See /billrun help.";
      return refuse("help_topic_unknown", `There is no help on "${topic}".`, remedy);
    },
  };
  return help;
}
