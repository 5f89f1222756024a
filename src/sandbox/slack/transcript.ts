import { messagesIn } from "./conversations.ts";
import type { Ephemeral, Message, SandboxPerson, TypedCommand } from "./model.ts";
import { messageToText, type TextReader } from "./render-text.ts";
import { instantOf, nameOf, type Workspace } from "./workspace.ts";

/** What a transcript is limited to. */
export type TranscriptOptions = {
  /** Only this channel or direct message. */
  channelId?: string;
  /** Only what happened after this ts. */
  afterTs?: string;
  /** In whose time zone; UTC if absent. */
  timeZone?: string;
  /** What is printed of a message's text, for a reader who knows a part of it. */
  shorten?: (shown: string) => string;
};

/** Prints names and days for one reader of a workspace. */
export function readerOf(
  workspace: Workspace,
  { timeZone, locale = "en-US" }: Pick<SandboxPerson, "timeZone" | "locale">,
): TextReader {
  return {
    timeZone,
    locale,
    now: workspace.now,
    userName: (id) => nameOf(workspace, id),
    channelName: (id) => workspace.conversations.get(id)?.name ?? id,
    groupName: (id) => workspace.userGroups.get(id)?.handle ?? id,
  };
}

/** Prints the conversation as text: who, when, what, in the order in which it happened. */
export function transcript(workspace: Workspace, options: TranscriptOptions = {}): string {
  const reader = readerOf(workspace, { timeZone: options.timeZone ?? "UTC" });
  // Printed in the order in which it happened: `shorten` may remember what it printed.
  const entries: { ts: string; print: () => string }[] = [];
  const reading = { ...options, reader };
  for (const channelId of workspace.conversations.keys()) {
    if (options.channelId && options.channelId !== channelId) continue;
    for (const message of messagesIn(workspace, channelId)) {
      entries.push({ ts: message.ts, print: () => messageEntry(workspace, message, reading) });
    }
  }
  for (const shown of workspace.ephemerals) {
    if (options.channelId && options.channelId !== shown.channelId) continue;
    entries.push({ ts: shown.ts, print: () => ephemeralEntry(workspace, shown, reading) });
  }
  for (const typed of workspace.typed) {
    if (options.channelId && options.channelId !== typed.channelId) continue;
    entries.push({ ts: typed.ts, print: () => typedEntry(workspace, typed, reader) });
  }
  return entries
    .filter((entry) => !options.afterTs || entry.ts > options.afterTs)
    .sort((a, b) => (a.ts < b.ts ? -1 : 1))
    .map((entry) => entry.print())
    .join("\n\n");
}

function place(workspace: Workspace, channelId: string): string {
  const conversation = workspace.conversations.get(channelId);
  if (conversation?.kind !== "im") return `#${conversation?.name ?? channelId}`;
  const other = conversation.members.find((id) => id !== workspace.bot.id) ?? "";
  return `DM with ${nameOf(workspace, other)}`;
}

function at(ts: string, reader: TextReader): string {
  return new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: reader.timeZone,
  }).format(instantOf(ts));
}

type Reading = TranscriptOptions & { reader: TextReader };
const whole = (shown: string) => shown;

function messageEntry(
  workspace: Workspace,
  message: Message,
  { reader, shorten = whole }: Reading,
): string {
  const thread = message.threadTs && message.threadTs !== message.ts ? ", in a thread" : "";
  const where = `${place(workspace, message.channelId)}${thread}`;
  const edited = message.editedTs ? ` (edited ${at(message.editedTs, reader)})` : "";
  const who = nameOf(workspace, message.userId);
  const head = `${at(message.ts, reader)}  ${who} in ${where}${edited}`;
  const files = message.fileIds.map((id) => `[file ${workspace.files.get(id)?.name ?? id}]`);
  return [head, indent([shorten(messageToText(message, reader)), ...files].join("\n"))].join("\n");
}

function ephemeralEntry(
  workspace: Workspace,
  shown: Ephemeral,
  { reader, shorten = whole }: Reading,
): string {
  const from = shown.from === "slack" ? "Slack" : nameOf(workspace, workspace.bot.id);
  const to = nameOf(workspace, shown.personId);
  const where = place(workspace, shown.channelId);
  const head = `${at(shown.ts, reader)}  ${from} to ${to} only, in ${where}`;
  return [head, indent(shorten(messageToText(shown, reader)))].join("\n");
}

function typedEntry(workspace: Workspace, typed: TypedCommand, reader: TextReader): string {
  const who = nameOf(workspace, typed.personId);
  const where = place(workspace, typed.channelId);
  return `${at(typed.ts, reader)}  ${who} in ${where}\n${indent(`> ${typed.line}`)}`;
}

function indent(text: string): string {
  return text
    .split("\n")
    .filter((line, index, lines) => line !== "" || lines[index - 1] !== "")
    .map((line) => (line === "" ? "" : `       ${line}`))
    .join("\n")
    .trimEnd();
}
