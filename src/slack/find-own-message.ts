import type { WebClient } from "@slack/web-api";
import type { MessagePlace, MessageTarget } from "../operations/ports.ts";
import { notifierTrouble } from "./notifier-trouble.ts";
import { isPersonId } from "./text/people-text.ts";

/** Marks our messages, so that they are found again when an answer was lost. */
export const cardEvent = "billrun_card";
export const messageEvent = "billrun_message";

/** A lost message is looked for in so many pages: a thread is read from its beginning. */
const mostPages = 10;
const pageLength = 200;

/** What a message says of itself to us. */
export type Mark = { readonly event_type: string; readonly event_payload: Record<string, string> };

/** The mark of a card. */
export function cardMark(subject: string): Mark {
  return { event_type: cardEvent, event_payload: { subject } };
}

/** The mark of any other message. */
export function messageMark(key: string): Mark {
  return { event_type: messageEvent, event_payload: { key } };
}

/** Our message with that mark; null where it stands nowhere, or can't be looked for. */
export async function findMarked(
  client: WebClient,
  target: MessageTarget,
  mark: Mark,
): Promise<MessagePlace | null> {
  return findMessage(client, target, ({ metadata }) => {
    const { event_type, event_payload } = (metadata ?? {}) as Partial<Mark>;
    if (event_type !== mark.event_type) return false;
    return Object.entries(mark.event_payload).every(
      ([field, value]) => event_payload?.[field] === value,
    );
  });
}

/** Our message with that file. */
export async function findFile(
  client: WebClient,
  target: MessageTarget,
  fileId: string,
): Promise<MessagePlace | null> {
  return findMessage(client, target, ({ files = [] }) => files.some(({ id }) => id === fileId));
}

type Found = {
  readonly ts?: string;
  readonly metadata?: unknown;
  readonly files?: readonly { readonly id?: string }[];
};
type Look = {
  readonly messages?: readonly Found[];
  readonly response_metadata?: { readonly next_cursor?: string };
};

async function findMessage(
  client: WebClient,
  { channel, thread }: MessageTarget,
  isIt: (message: Found) => boolean,
): Promise<MessagePlace | null> {
  const where = thread?.channel ?? (await conversationOf(client, channel));
  const look = { channel: where, limit: pageLength, include_all_metadata: true };
  let from: { readonly cursor?: string } = {};
  for (let page = 0; page < mostPages; page++) {
    const { messages = [], response_metadata } = await readable(() =>
      thread
        ? client.conversations.replies({ ...look, ...from, ts: thread.ts })
        : client.conversations.history({ ...look, ...from }),
    );
    const found = messages.find(isIt);
    if (found?.ts) return { channel: where, ts: found.ts };
    const cursor = response_metadata?.next_cursor;
    if (!cursor) return null;
    from = { cursor };
  }
  return null;
}

/** Where the app talks with a person has an id of its own. */
async function conversationOf(client: WebClient, channel: string): Promise<string> {
  if (!isPersonId(channel)) return channel;
  try {
    const { channel: opened } = await client.conversations.open({ users: channel });
    return opened?.id ?? channel;
  } catch (error) {
    const trouble = notifierTrouble(error);
    if (trouble.retryAfterMs !== null) throw trouble;
    return channel;
  }
}

/**
 * What a look gives; nothing where the channel can't be read (the app may post into public channels
 * that it is no member of). A second message is better than none.
 */
async function readable(look: () => Promise<Look>): Promise<Look> {
  try {
    return await look();
  } catch (error) {
    const trouble = notifierTrouble(error);
    if (trouble.retryAfterMs !== null) throw trouble;
    return {};
  }
}
