import { findConversation, findMessage } from "../conversations.ts";
import type { Slack } from "../payloads.ts";
import { pinMessage } from "../post.ts";
import { changed } from "../workspace.ts";
import { type Args, type Method, type MethodAnswer, refuse, stringArg } from "./method.ts";

/** Pins and reactions: what is attached to messages. */
export const attachmentMethods: Record<string, Method> = {
  "pins.add": pin,
  "reactions.add": react,
};

function pin(slack: Slack, args: Args): MethodAnswer {
  const conversation = findConversation(slack.workspace, stringArg(args, "channel") ?? "");
  if (!conversation) return refuse("channel_not_found");
  const ts = stringArg(args, "timestamp") ?? "";
  const message = findMessage(slack.workspace, conversation.id, ts);
  if (!message) return refuse("message_not_found");
  return pinMessage(slack.workspace, message) ? { ok: true } : refuse("already_pinned");
}

function react(slack: Slack, args: Args): MethodAnswer {
  const conversation = findConversation(slack.workspace, stringArg(args, "channel") ?? "");
  if (!conversation) return refuse("channel_not_found");
  const ts = stringArg(args, "timestamp") ?? "";
  const message = findMessage(slack.workspace, conversation.id, ts);
  if (!message) return refuse("message_not_found");
  const name = stringArg(args, "name");
  if (!name) return refuse("invalid_name");
  const botId = slack.workspace.bot.id;
  const existing = message.reactions.find((one) => one.name === name);
  if (existing?.users.includes(botId)) return refuse("already_reacted");
  if (existing) existing.users.push(botId);
  else message.reactions.push({ name, users: [botId] });
  changed(slack.workspace, "conversation");
  return { ok: true };
}
