import { isRecord } from "../block-checks.ts";
import { findConversation, findMessage } from "../conversations.ts";
import type { SnippetFile } from "../model.ts";
import type { Slack } from "../payloads.ts";
import { pinMessage, postMessage } from "../post.ts";
import { fileJson } from "../slack-json.ts";
import { changed, newId } from "../workspace.ts";
import { type Args, jsonArg, type Method, type MethodAnswer, refuse, stringArg } from "./method.ts";

/** Files, pins and reactions: what is attached to messages. */
export const attachmentMethods: Record<string, Method> = {
  "files.getUploadURLExternal": uploadUrl,
  "files.completeUploadExternal": completeUpload,
  "pins.add": pin,
  "reactions.add": react,
};

function uploadUrl(slack: Slack, args: Args): MethodAnswer {
  const name = stringArg(args, "filename");
  const sizeBytes = Number(stringArg(args, "length"));
  if (!name || !Number.isInteger(sizeBytes) || sizeBytes <= 0) return refuse("invalid_arguments");
  const file: SnippetFile = {
    id: newId("F"),
    name,
    title: name,
    content: "",
    sizeBytes,
    isShared: false,
    userId: slack.workspace.bot.id,
  };
  slack.workspace.files.set(file.id, file);
  return { ok: true, upload_url: `${slack.webUrl()}/upload/${file.id}`, file_id: file.id };
}

function completeUpload(slack: Slack, args: Args): MethodAnswer {
  const { workspace } = slack;
  const wanted = jsonArg(args, "files");
  if (!Array.isArray(wanted) || wanted.length === 0) return refuse("invalid_arguments");
  const files: SnippetFile[] = [];
  for (const entry of wanted) {
    const id = isRecord(entry) && typeof entry["id"] === "string" ? entry["id"] : "";
    const file = workspace.files.get(id);
    if (!file || file.content === "") return refuse("file_not_found");
    if (isRecord(entry) && typeof entry["title"] === "string") file.title = entry["title"];
    files.push(file);
  }
  const channel = stringArg(args, "channel_id") ?? stringArg(args, "channels")?.split(",")[0];
  if (channel) {
    const conversation = findConversation(workspace, channel);
    if (!conversation) return refuse("channel_not_found");
    if (!conversation.members.includes(workspace.bot.id)) return refuse("not_in_channel");
    postMessage(workspace, {
      channelId: conversation.id,
      userId: workspace.bot.id,
      text: stringArg(args, "initial_comment") ?? "",
      threadTs: stringArg(args, "thread_ts"),
      fileIds: files.map((file) => file.id),
    });
    for (const file of files) file.isShared = true;
  }
  return { ok: true, files: files.flatMap((file) => fileJson(file)) };
}

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
