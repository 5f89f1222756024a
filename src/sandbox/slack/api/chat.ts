import { findConversation, findMessage, openDirectMessage } from "../conversations.ts";
import type { Conversation } from "../model.ts";
import type { Slack } from "../payloads.ts";
import { deleteMessage, editMessage, postMessage, showEphemeral } from "../post.ts";
import { messageJson } from "../slack-json.ts";
import { callerOf } from "./access.ts";
import {
  type Args,
  flagArg,
  isRefusal,
  type Method,
  type MethodAnswer,
  readContent,
  refuse,
  stringArg,
} from "./method.ts";

/** chat.update takes this many characters of text. */
const UPDATE_TEXT_MAX = 4_000;

/** The methods that write messages. */
export const chatMethods: Record<string, Method> = {
  "chat.postMessage": post,
  "chat.postEphemeral": postEphemeral,
  "chat.update": update,
  "chat.delete": remove,
  "chat.getPermalink": permalink,
};

function writable(slack: Slack, args: Args): Conversation | string {
  const channel = stringArg(args, "channel");
  if (!channel) return "channel_not_found";
  const { workspace } = slack;
  // A user id posts into the direct message with that person.
  const person = workspace.peopleById.get(channel);
  if (person) return openDirectMessage(workspace, person.id);
  const conversation = findConversation(workspace, channel);
  if (!conversation) return "channel_not_found";
  if (conversation.isArchived) return "is_archived";
  if (conversation.members.includes(workspace.bot.id)) return conversation;
  const isOpen = conversation.kind === "channel" && !conversation.isPrivate;
  // A token without a list of scopes has all of them.
  const mayPost = callerOf(workspace, args)?.scopes?.includes("chat:write.public") ?? true;
  return isOpen && mayPost
    ? conversation
    : conversation.isPrivate
      ? "channel_not_found"
      : "not_in_channel";
}

function post(slack: Slack, args: Args): MethodAnswer {
  const { workspace } = slack;
  const conversation = writable(slack, args);
  if (typeof conversation === "string") return refuse(conversation);
  const content = readContent(args);
  if (isRefusal(content)) return content;
  const hasContent = content.text || content.blocks?.length || content.attachments.length > 0;
  if (!hasContent) return refuse("no_text");
  const threadTs = stringArg(args, "thread_ts");
  if (threadTs && !findMessage(workspace, conversation.id, threadTs)) {
    return refuse("thread_not_found");
  }
  const message = postMessage(workspace, {
    channelId: conversation.id,
    userId: workspace.bot.id,
    text: content.text ?? "",
    blocks: content.blocks ?? [],
    attachments: content.attachments,
    metadata: content.metadata,
    threadTs,
    isBroadcast: threadTs !== undefined && flagArg(args, "reply_broadcast"),
  });
  return {
    ok: true,
    channel: conversation.id,
    ts: message.ts,
    message: messageJson(workspace, message),
  };
}

function postEphemeral(slack: Slack, args: Args): MethodAnswer {
  const { workspace } = slack;
  const conversation = writable(slack, args);
  if (typeof conversation === "string") return refuse(conversation);
  const personId = stringArg(args, "user");
  if (!personId || !workspace.peopleById.has(personId)) return refuse("user_not_found");
  if (!conversation.members.includes(personId)) return refuse("user_not_in_channel");
  const content = readContent(args);
  if (isRefusal(content)) return content;
  if (!content.text && !content.blocks?.length) return refuse("no_text");
  const shown = showEphemeral(workspace, {
    channelId: conversation.id,
    personId,
    text: content.text ?? "",
    blocks: content.blocks ?? [],
    threadTs: stringArg(args, "thread_ts"),
  });
  return { ok: true, message_ts: shown.ts };
}

function update(slack: Slack, args: Args): MethodAnswer {
  const { workspace } = slack;
  const conversation = writable(slack, args);
  if (typeof conversation === "string") return refuse(conversation);
  const message = findMessage(workspace, conversation.id, stringArg(args, "ts") ?? "");
  if (!message) return refuse("message_not_found");
  if (message.userId !== workspace.bot.id) return refuse("cant_update_message");
  const content = readContent(args);
  if (isRefusal(content)) return content;
  if (content.text === undefined && content.blocks === undefined) return refuse("no_text");
  if ((content.text?.length ?? 0) > UPDATE_TEXT_MAX) return refuse("msg_too_long");
  editMessage(workspace, message, content);
  return {
    ok: true,
    channel: conversation.id,
    ts: message.ts,
    text: message.text,
    message: messageJson(workspace, message),
  };
}

function remove(slack: Slack, args: Args): MethodAnswer {
  const { workspace } = slack;
  const conversation = writable(slack, args);
  if (typeof conversation === "string") return refuse(conversation);
  const message = findMessage(workspace, conversation.id, stringArg(args, "ts") ?? "");
  if (!message) return refuse("message_not_found");
  if (message.userId !== workspace.bot.id) return refuse("cant_delete_message");
  deleteMessage(workspace, conversation.id, message.ts);
  return { ok: true, channel: conversation.id, ts: message.ts };
}

function permalink(slack: Slack, args: Args): MethodAnswer {
  const { workspace } = slack;
  const conversation = findConversation(workspace, stringArg(args, "channel") ?? "");
  if (!conversation) return refuse("channel_not_found");
  const message = findMessage(workspace, conversation.id, stringArg(args, "message_ts") ?? "");
  if (!message) return refuse("message_not_found");
  const path = `/archives/${conversation.id}/p${message.ts.replace(".", "")}`;
  return { ok: true, channel: conversation.id, permalink: `${slack.webUrl()}${path}` };
}
