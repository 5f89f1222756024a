import { isRecord } from "../block-checks.ts";
import { findConversation, findMessage } from "../conversations.ts";
import type { SharedFile } from "../model.ts";
import type { Slack } from "../payloads.ts";
import { postMessage } from "../post.ts";
import { fileJson } from "../slack-json.ts";
import { newId } from "../workspace.ts";
import { type Args, jsonArg, type Method, type MethodAnswer, refuse, stringArg } from "./method.ts";

/** Uploading in three steps: an address, the bytes (see `takeUpload`), and where to share them. */
export const fileMethods: Record<string, Method> = {
  "files.getUploadURLExternal": uploadUrl,
  "files.completeUploadExternal": completeUpload,
};

function uploadUrl(slack: Slack, args: Args): MethodAnswer {
  const name = stringArg(args, "filename");
  const sizeBytes = Number(stringArg(args, "length"));
  if (!name || !Number.isInteger(sizeBytes) || sizeBytes <= 0) return refuse("invalid_arguments");
  const file: SharedFile = {
    id: newId("F"),
    name,
    title: name,
    bytes: null,
    sizeBytes,
    isShared: false,
    userId: slack.workspace.bot.id,
  };
  slack.workspace.files.set(file.id, file);
  return { ok: true, upload_url: `${slack.webUrl()}/upload/${file.id}`, file_id: file.id };
}

/** Takes the bytes of a file that has an address. Null if there is none, or it was used before. */
export function takeUpload(slack: Slack, fileId: string, bytes: Uint8Array): SharedFile | null {
  const file = slack.workspace.files.get(fileId);
  if (!file || file.bytes) return null;
  file.bytes = bytes;
  file.sizeBytes = bytes.byteLength;
  return file;
}

function completeUpload(slack: Slack, args: Args): MethodAnswer {
  const { workspace } = slack;
  const wanted = jsonArg(args, "files");
  if (!Array.isArray(wanted) || wanted.length === 0) return refuse("invalid_arguments");
  const files: SharedFile[] = [];
  for (const entry of wanted) {
    const id = isRecord(entry) && typeof entry["id"] === "string" ? entry["id"] : "";
    const file = workspace.files.get(id);
    if (!file?.bytes || file.isShared) return refuse("file_not_found");
    if (isRecord(entry) && typeof entry["title"] === "string") file.title = entry["title"];
    files.push(file);
  }
  const channel = stringArg(args, "channel_id") ?? stringArg(args, "channels")?.split(",")[0];
  if (channel) {
    const refusal = share(slack, args, channel, files);
    if (refusal) return refuse(refusal);
  }
  return { ok: true, files: files.flatMap((file) => fileJson(workspace, file)) };
}

function share(slack: Slack, args: Args, channel: string, files: SharedFile[]): string | null {
  const { workspace } = slack;
  const conversation = findConversation(workspace, channel);
  if (!conversation) return "channel_not_found";
  if (conversation.isArchived) return "is_archived";
  if (!conversation.members.includes(workspace.bot.id)) return "not_in_channel";
  const threadTs = stringArg(args, "thread_ts");
  if (threadTs && !findMessage(workspace, conversation.id, threadTs)) return "invalid_thread_ts";
  const message = postMessage(workspace, {
    channelId: conversation.id,
    userId: workspace.bot.id,
    text: stringArg(args, "initial_comment") ?? "",
    threadTs,
    fileIds: files.map((file) => file.id),
  });
  for (const file of files) {
    file.isShared = true;
    file.sharedIn = { channelId: conversation.id, ts: message.ts };
  }
  return null;
}
