import type { KnownBlock } from "@slack/web-api";
import { findMessage } from "./conversations.ts";
import { replaceBlocks } from "./earlier-blocks.ts";
import type { Ephemeral, Message, MessageMetadata } from "./model.ts";
import { changed, nextTs, type Workspace } from "./workspace.ts";

/** What a new message says. */
export type Draft = {
  channelId: string;
  userId: string;
  text: string;
  blocks?: KnownBlock[];
  attachments?: unknown[];
  threadTs?: string | undefined;
  isBroadcast?: boolean;
  metadata?: MessageMetadata | undefined;
  fileIds?: string[];
};

/** Puts a message into its channel. The caller has checked that its author may. */
export function postMessage(workspace: Workspace, draft: Draft): Message {
  const message: Message = {
    channelId: draft.channelId,
    ts: nextTs(workspace),
    ...(draft.threadTs ? { threadTs: draft.threadTs } : {}),
    isBroadcast: draft.isBroadcast ?? false,
    userId: draft.userId,
    text: draft.text,
    blocks: draft.blocks ?? [],
    earlierBlocks: [],
    attachments: draft.attachments ?? [],
    ...(draft.metadata ? { metadata: draft.metadata } : {}),
    fileIds: draft.fileIds ?? [],
    reactions: [],
    values: new Map(),
  };
  const list = workspace.messages.get(draft.channelId) ?? [];
  list.push(message);
  workspace.messages.set(draft.channelId, list);
  changed(workspace, "conversation", "sidebar");
  return message;
}

/** Replaces what a message says; what is absent stays, except that text alone drops old blocks. */
export function editMessage(
  workspace: Workspace,
  message: Message,
  edit: {
    text?: string | undefined;
    blocks?: KnownBlock[] | undefined;
    metadata?: MessageMetadata | undefined;
  },
): void {
  if (edit.text !== undefined) message.text = edit.text;
  // Slack drops the old blocks when an update brings only text.
  replaceBlocks(message, edit.blocks ?? (edit.text === undefined ? message.blocks : []));
  if (edit.metadata) message.metadata = edit.metadata;
  message.editedTs = nextTs(workspace);
  message.values.clear();
  changed(workspace, "conversation");
}

/** Takes a message out of its channel, and out of the pins. */
export function deleteMessage(workspace: Workspace, channelId: string, ts: string): boolean {
  const message = findMessage(workspace, channelId, ts);
  if (!message) return false;
  const rest = (workspace.messages.get(channelId) ?? []).filter((other) => other !== message);
  workspace.messages.set(channelId, rest);
  const conversation = workspace.conversations.get(channelId);
  if (conversation) conversation.pins = conversation.pins.filter((pin) => pin !== ts);
  changed(workspace, "conversation");
  return true;
}

/** Shows something to one person only. */
export function showEphemeral(
  workspace: Workspace,
  draft: {
    channelId: string;
    personId: string;
    text: string;
    blocks?: KnownBlock[];
    threadTs?: string | undefined;
    from?: "app" | "slack";
  },
): Ephemeral {
  const ephemeral: Ephemeral = {
    channelId: draft.channelId,
    ts: nextTs(workspace),
    ...(draft.threadTs ? { threadTs: draft.threadTs } : {}),
    personId: draft.personId,
    from: draft.from ?? "app",
    text: draft.text,
    blocks: draft.blocks ?? [],
    earlierBlocks: [],
    values: {},
  };
  workspace.ephemerals.push(ephemeral);
  changed(workspace, "conversation");
  return ephemeral;
}

/** Takes an ephemeral away. */
export function dismissEphemeral(workspace: Workspace, ts: string): boolean {
  const before = workspace.ephemerals.length;
  workspace.ephemerals = workspace.ephemerals.filter((ephemeral) => ephemeral.ts !== ts);
  changed(workspace, "conversation");
  return workspace.ephemerals.length < before;
}

/** Pins a message to the top of its channel. Returns false if it is pinned already. */
export function pinMessage(workspace: Workspace, message: Message): boolean {
  const conversation = workspace.conversations.get(message.channelId);
  if (!conversation || conversation.pins.includes(message.ts)) return false;
  conversation.pins.push(message.ts);
  changed(workspace, "conversation");
  return true;
}
