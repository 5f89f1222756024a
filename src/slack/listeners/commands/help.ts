import type { Member } from "../../../billing/approvals/member.ts";
import { quoteTyped } from "../../../operations/quote-typed.ts";
import { type Refusal, refuse } from "../../../operations/refusal.ts";
import type { SlackMessage } from "../../blocks.ts";
import {
  groupMessage,
  type HelpGroup,
  helpMessage,
  topicMessage,
} from "../../messages/help-message.ts";
import { nearestWord } from "../../text/nearest-word.ts";
import type { Command } from "./command.ts";
import { type CommandGroup, commandGroups, commandPlaces } from "./command-groups.ts";
import { helpTopics, otherNames } from "./help-topics.ts";

/** The help command over all the others. */
export function helpOf(others: readonly Command[]): Command {
  const help: Command = {
    name: "help",
    usage: "help [topic]",
    summary: "this list, or more about one command",
    detail:
      "Lists what you may do, and who does the rest. With a word it tells more about a command, " +
      "a group of them, filters or roles: /billrun help preview, help money.",
    run: async ({ actor, words }) => answerHelp([...others, help], actor.member, words),
  };
  return help;
}

/** What there is on a word, or on everything. Refuses `help_topic_unknown`. */
export function answerHelp(
  all: readonly Command[],
  member: Member,
  words: string,
): SlackMessage | Refusal {
  const groups = groupsOf(all);
  const typed = words.toLowerCase().split(" ")[0] ?? "";
  if (typed === "") return helpMessage(groups, member);
  const word = otherNames[typed] ?? typed;
  const found = [...all, ...helpTopics].filter(({ name }) => name === word);
  if (found.length > 0) return topicMessage(...found);
  const group = groups.find(({ name }) => name === word);
  if (group) return groupMessage(group);
  const near = nearestWord(
    word,
    [...all, ...helpTopics, ...groups].map(({ name }) => name),
  );
  const remedy = near ? `Did you mean ${near}?` : "See /billrun help.";
  return refuse("help_topic_unknown", `There is no help on ${quoteTyped(typed)}.`, remedy);
}

/** Commands by groups, those that no group names with the operations. */
export function groupsOf(all: readonly Command[]): readonly HelpGroup[] {
  const names = Object.keys(commandGroups) as CommandGroup[];
  return names.map((name) => ({
    name,
    title: commandGroups[name],
    topics: all.flatMap((command) => {
      const { group, needs } = commandPlaces[command.name] ?? elsewhere;
      return group === name ? [{ ...command, needs }] : [];
    }),
  }));
}

const elsewhere = { group: "operations", needs: "view" } as const;
