import {
  channelMessages,
  findConversation,
  openDirectMessage,
  threadMessages,
} from "../conversations.ts";
import type { Conversation, Message } from "../model.ts";
import type { Slack } from "../payloads.ts";
import { conversationJson, messageJson } from "../slack-json.ts";
import { changed } from "../workspace.ts";
import {
  type Args,
  flagArg,
  type Method,
  type MethodAnswer,
  pageOf,
  refuse,
  stringArg,
} from "./method.ts";

/** The methods about channels and direct messages. */
export const conversationMethods: Record<string, Method> = {
  "conversations.list": list,
  "conversations.info": info,
  "conversations.members": members,
  "conversations.open": open,
  "conversations.join": join,
  "conversations.history": history,
  "conversations.replies": replies,
};

// A private channel the app is not in does not exist for it.
function visible(slack: Slack, args: Args): Conversation | undefined {
  const conversation = findConversation(slack.workspace, stringArg(args, "channel") ?? "");
  if (!conversation) return undefined;
  const isMember = conversation.members.includes(slack.workspace.bot.id);
  return isMember || !conversation.isPrivate ? conversation : undefined;
}

function list(slack: Slack, args: Args): MethodAnswer {
  const { workspace } = slack;
  const types = (stringArg(args, "types") ?? "public_channel").split(",");
  const all = [...workspace.conversations.values()].filter((one) => {
    if (flagArg(args, "exclude_archived") && one.isArchived) return false;
    const isMember = one.members.includes(workspace.bot.id);
    if (one.kind === "im") return types.includes("im") && isMember;
    if (one.isPrivate) return types.includes("private_channel") && isMember;
    return types.includes("public_channel");
  });
  const { page, response_metadata } = pageOf(all, args, 100);
  const channels = page.map((one) => conversationJson(workspace, one));
  return { ok: true, channels, response_metadata };
}

function info(slack: Slack, args: Args): MethodAnswer {
  const conversation = visible(slack, args);
  if (!conversation) return refuse("channel_not_found");
  return { ok: true, channel: conversationJson(slack.workspace, conversation) };
}

function members(slack: Slack, args: Args): MethodAnswer {
  const conversation = visible(slack, args);
  if (!conversation) return refuse("channel_not_found");
  const { page, response_metadata } = pageOf(conversation.members, args, 100);
  return { ok: true, members: page, response_metadata };
}

function open(slack: Slack, args: Args): MethodAnswer {
  const { workspace } = slack;
  const channel = stringArg(args, "channel");
  const existing = channel ? workspace.conversations.get(channel) : undefined;
  if (existing) return { ok: true, channel: conversationJson(workspace, existing) };
  const users = (stringArg(args, "users") ?? "").split(",").filter((id) => id !== "");
  if (users.length === 0) return refuse("users_list_not_supplied");
  const person = workspace.peopleById.get(users[0] ?? "");
  if (!person) return refuse("user_not_found");
  if (users.length > 1) return refuse("method_not_supported_for_channel_type");
  if (person.isDeactivated) return refuse("user_disabled");
  const conversation = openDirectMessage(workspace, person.id);
  return { ok: true, channel: conversationJson(workspace, conversation) };
}

function join(slack: Slack, args: Args): MethodAnswer {
  const { workspace } = slack;
  const conversation = visible(slack, args);
  if (!conversation) return refuse("channel_not_found");
  if (conversation.isArchived) return refuse("is_archived");
  if (conversation.kind === "im" || conversation.isPrivate) {
    return refuse("method_not_supported_for_channel_type");
  }
  if (!conversation.members.includes(workspace.bot.id)) {
    conversation.members.push(workspace.bot.id);
    changed(workspace, "sidebar");
  }
  return { ok: true, channel: conversationJson(workspace, conversation) };
}

function history(slack: Slack, args: Args): MethodAnswer {
  const conversation = readable(slack, args);
  if (typeof conversation === "string") return refuse(conversation);
  const messages = channelMessages(slack.workspace, conversation.id).filter(between(args));
  return messagesAnswer(slack, args, messages.reverse());
}

function replies(slack: Slack, args: Args): MethodAnswer {
  const conversation = readable(slack, args);
  if (typeof conversation === "string") return refuse(conversation);
  const ts = stringArg(args, "ts") ?? "";
  const thread = threadMessages(slack.workspace, conversation.id, ts);
  if (thread.length === 0) return refuse("thread_not_found");
  return messagesAnswer(slack, args, thread.filter(between(args)));
}

function readable(slack: Slack, args: Args): Conversation | string {
  const conversation = visible(slack, args);
  if (!conversation) return "channel_not_found";
  if (!conversation.members.includes(slack.workspace.bot.id)) return "not_in_channel";
  return conversation;
}

function between(args: Args): (message: Message) => boolean {
  const oldest = Number(stringArg(args, "oldest") ?? 0);
  const latest = Number(stringArg(args, "latest") ?? Number.POSITIVE_INFINITY);
  const isInclusive = flagArg(args, "inclusive");
  return ({ ts }) => {
    const at = Number(ts);
    return isInclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  };
}

function messagesAnswer(slack: Slack, args: Args, messages: Message[]): MethodAnswer {
  const withMetadata = flagArg(args, "include_all_metadata");
  const { page, has_more, response_metadata } = pageOf(messages, args, 100);
  return {
    ok: true,
    messages: page.map((one) => messageJson(slack.workspace, one, withMetadata)),
    has_more,
    response_metadata,
  };
}
