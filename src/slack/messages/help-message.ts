import {
  anyRoleText,
  type Member,
  mayDo,
  type Permission,
  rolesThatMay,
} from "../../billing/approvals/member.ts";
import { context, paragraphs, type SlackMessage, section } from "../blocks.ts";

/** What help tells of a command. */
export type HelpTopic = {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly detail: string;
};

/** A group of commands, each with what somebody must be allowed for it. */
export type HelpGroup = {
  readonly name: string;
  readonly title: string;
  readonly topics: readonly (HelpTopic & { readonly needs: Permission })[];
};

/** What this person may do first, by groups; then what others do, and who. */
export function helpMessage(groups: readonly HelpGroup[], member: Member): SlackMessage {
  const own = groups.flatMap(({ title, topics }) => {
    const lines = topics.filter(({ needs }) => mayDo(member, needs)).map(lineOf);
    return lines.length > 0 ? paragraphs([`*${title}*`, ...lines]) : [];
  });
  const names = groups.map(({ name }) => name).join("`, `");
  const others = groups
    .flatMap(({ topics }) => topics)
    .filter(({ needs }) => !mayDo(member, needs));
  return {
    text: "What /billrun can do. Start with /billrun preview; it posts nothing.",
    blocks: [
      section(
        "A month of billing: preview a run, somebody else approves it, launch it. " +
          "Start with `/billrun preview`; it posts nothing.",
      ),
      ...own,
      ...(others.length > 0 ? paragraphs(["*What others do*", ...othersLines(others)]) : []),
      context(
        `More: \`/billrun help preview\` · \`help ${names}\` · \`help filters\` · \`help roles\``,
      ),
    ],
  };
}

function lineOf({ usage, summary }: HelpTopic): string {
  return `• \`/billrun ${usage}\` ${summary}`;
}

/** Commands that take the same roles stand together: "approve, reject: approver or controller". */
function othersLines(topics: HelpGroup["topics"]): readonly string[] {
  const byRoles = new Map<string, string[]>();
  for (const { name, needs } of topics) {
    const roles = anyRoleText(rolesThatMay(needs));
    byRoles.set(roles, [...(byRoles.get(roles) ?? []), `\`${name}\``]);
  }
  return [...byRoles].map(([roles, names]) => `• ${names.join(", ")}: ${roles}`);
}

/** One group at length. */
export function groupMessage({ title, topics }: HelpGroup): SlackMessage {
  const lines = topics.map((topic) => `${lineOf(topic)}\n      ${topic.detail}`);
  return { text: `${title}: what there is.`, blocks: paragraphs([`*${title}*`, ...lines]) };
}

/** One command at length, or all that goes by a name. */
export function topicMessage(...topics: readonly HelpTopic[]): SlackMessage {
  const [first] = topics;
  const lines = topics.map(({ usage, detail }) => `\`/billrun ${usage}\`\n${detail}`);
  return {
    text: first ? `/billrun ${first.usage}: ${first.detail}` : "",
    blocks: lines.map((line) => section(line)),
  };
}
