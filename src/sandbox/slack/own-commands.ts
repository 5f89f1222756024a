import { chaosDeeds } from "./chaos-controls.ts";
import type { Slack } from "./payloads.ts";

/** Slack's own commands, which no app hears of: who is in a channel. */
const words = ["/invite", "/remove"];

/** What a person typed of Slack's own: "/invite @billrun" in a channel. */
export type OwnCommand = {
  readonly personId: string;
  readonly channelId: string;
  readonly text: string;
};

/** What Slack answers to a command of its own; null where it is none. */
export function ownCommand(slack: Slack, typed: OwnCommand): string | null {
  const [word = "", handle = ""] = typed.text.trim().split(/\s+/);
  if (!words.includes(word)) return null;
  const { workspace } = slack;
  const conversation = workspace.conversations.get(typed.channelId);
  const name = handle.replace(/^@/, "").toLowerCase();
  const person = [...workspace.peopleById.values()].find((one) => one.name === name);
  if (conversation?.kind !== "channel") return `${word} works in channels.`;
  if (!person) return `Nobody here is called "${handle}". Try ${word} @${workspace.bot.name}.`;
  if (conversation.isArchived) return `#${conversation.name} is archived.`;
  const isInvited = word === "/invite";
  const where = `in #${conversation.name}`;
  if (conversation.members.includes(person.id) === isInvited) {
    return `${person.realName} is ${isInvited ? "already" : "not"} ${where}.`;
  }
  chaosDeeds(slack).setInvited(conversation.id, isInvited, person.id);
  return `${person.realName} is ${isInvited ? "" : "no longer "}${where}.`;
}
