import type { Conversation, Message } from "./model.ts";
import { changed, type Workspace } from "./workspace.ts";

/** The conversation with this id or, as Slack allows, this `#name`. */
export function findConversation(workspace: Workspace, idOrName: string): Conversation | undefined {
  const byId = workspace.conversations.get(idOrName);
  if (byId) return byId;
  const name = idOrName.replace(/^#/, "");
  for (const conversation of workspace.conversations.values()) {
    if (conversation.kind === "channel" && conversation.name === name) return conversation;
  }
  return undefined;
}

/** The direct message between the app and a person, opened if it is the first. */
export function openDirectMessage(workspace: Workspace, personId: string): Conversation {
  const id = `D${personId.slice(1)}`;
  const existing = workspace.conversations.get(id);
  if (existing) return existing;
  const conversation: Conversation = {
    id,
    name: personId,
    kind: "im",
    isPrivate: true,
    members: [personId, workspace.bot.id],
    pins: [],
  };
  workspace.conversations.set(id, conversation);
  changed(workspace, "sidebar");
  return conversation;
}

/** The conversations a person can see: public channels, and what they are a member of. */
export function conversationsOf(workspace: Workspace, personId: string): Conversation[] {
  return [...workspace.conversations.values()].filter((conversation) =>
    canSee(workspace, conversation, personId),
  );
}

/** Whether a person may look into a conversation. Guests and strangers see only their own. */
export function canSee(
  workspace: Workspace,
  conversation: Conversation,
  personId: string,
): boolean {
  if (conversation.members.includes(personId)) return true;
  const person = workspace.peopleById.get(personId);
  if (!person || person.isGuest || person.isStranger) return false;
  return conversation.kind === "channel" && !conversation.isPrivate;
}

/** All messages of a channel, replies included, oldest first. */
export function messagesIn(workspace: Workspace, channelId: string): Message[] {
  return workspace.messages.get(channelId) ?? [];
}

/** What a channel shows: everything but replies, unless those were broadcast. */
export function channelMessages(workspace: Workspace, channelId: string): Message[] {
  return messagesIn(workspace, channelId).filter(
    (message) => !message.threadTs || message.threadTs === message.ts || message.isBroadcast,
  );
}

/** A thread: its first message, then the replies. */
export function threadMessages(workspace: Workspace, channelId: string, ts: string): Message[] {
  return messagesIn(workspace, channelId).filter(
    (message) => message.ts === ts || message.threadTs === ts,
  );
}

/** The replies to a message. */
export function repliesTo(workspace: Workspace, message: Message): Message[] {
  return messagesIn(workspace, message.channelId).filter(
    (reply) => reply.threadTs === message.ts && reply.ts !== message.ts,
  );
}

/** The message with this ts, or undefined. */
export function findMessage(
  workspace: Workspace,
  channelId: string,
  ts: string,
): Message | undefined {
  return messagesIn(workspace, channelId).find((message) => message.ts === ts);
}
