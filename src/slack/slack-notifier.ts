import { createHash } from "node:crypto";
import type { WebClient, WebClientOptions } from "@slack/web-api";
import type { Clock, MessagePlace, MessageTarget, Notifier, Pace } from "../operations/ports.ts";
import type { SlackMessage } from "./blocks.ts";
import type { ClientOfChannel } from "./channel-clients.ts";
import { cardMark, findFile, findMarked, type Mark, messageMark } from "./find-own-message.ts";
import { cardOf } from "./messages/card-of.ts";
import { messageOf } from "./messages/message-of.ts";
import { notifierTrouble, platformCode } from "./notifier-trouble.ts";
import { boltLogger, type SlackLog } from "./slack-log.ts";
import { uploadContent } from "./upload-content.ts";

/** A post that takes longer is given up and looked for. */
const postWithinMs = 10_000;

/**
 * Slack takes about one message a second in a channel, and short bursts above it: what one click
 * sets off is a card, what its thread tells, and the next one's.
 * Source: Slack, "Rate limits", posting messages.
 */
const slackPace: Pace = { gapMs: 1_000, burst: 3 };

/** What the notifier is made of. */
export type SlackNotifierOptions = {
  readonly clientOf: ClientOfChannel;
  readonly clock: Clock;
  /** Pause between two messages of a channel; a second unless set. */
  readonly gapMs?: number | undefined;
};

/**
 * How the notifier's clients behave. They are its own, so that a pause which Slack asks for never
 * holds up answers to people; they retry nothing, since the outbox does.
 */
export function postingOptions(slackApiUrl: string | undefined, log: SlackLog): WebClientOptions {
  return {
    ...(slackApiUrl ? { slackApiUrl } : {}),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: postWithinMs,
    logger: boltLogger(log),
  };
}

/** Posts and edits what is told in Slack, each call one outside effect. */
export function createSlackNotifier({ clientOf, clock, gapMs }: SlackNotifierOptions): Notifier {
  return {
    pace: gapMs === undefined ? slackPace : { ...slackPace, gapMs },
    postCard: (card, channel, inDoubt) =>
      translated(async () => {
        const client = await clientOf(channel);
        const message = cardOf(card, clock.now());
        const mark = cardMark(card.subject);
        const contentHash = hashOf(message);
        const target = { channel, thread: null };
        const earlier = inDoubt ? await findMarked(client, target, mark) : null;
        if (earlier && (await edit(client, earlier, message, mark))) {
          return { place: earlier, contentHash };
        }
        return { place: await post(client, target, message, mark, false), contentHash };
      }),
    editCard: (card, shown, contentHash) =>
      translated(async () => {
        const message = cardOf(card, clock.now());
        const hash = hashOf(message);
        if (hash === contentHash) return hash;
        const client = await clientOf(shown.channel);
        const isThere = await edit(client, shown, message, cardMark(card.subject));
        return isThere ? hash : null;
      }),
    post: (message, target, { key, inDoubt, broadcast }) =>
      translated(async () => {
        const client = await clientOf(target.thread?.channel ?? target.channel);
        const mark = messageMark(key);
        const earlier = inDoubt ? await findMarked(client, target, mark) : null;
        if (earlier) return earlier;
        return inThread(() => post(client, target, messageOf(message), mark, broadcast));
      }),
    uploadFile: ({ name, content, channel }) =>
      translated(async () => uploadContent(await clientOf(channel), name, content), true),
    shareFile: ({ fileId, name, text }, target, inDoubt) =>
      translated(async () => {
        const client = await clientOf(target.thread?.channel ?? target.channel);
        if (inDoubt && (await findFile(client, target, fileId))) return true;
        const shared = await inThread(() =>
          client.files.completeUploadExternal({
            ...{ files: [{ id: fileId, title: name }], initial_comment: text },
            ...placeArguments(target),
          }),
        );
        return shared !== null;
      }, true),
  };
}

async function translated<T>(work: () => Promise<T>, isFile = false): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw notifierTrouble(error, isFile);
  }
}

/** Slack's words for a thread whose first message is not there any more. */
const threadGone: readonly (string | null)[] = [
  "thread_not_found",
  "invalid_thread_ts",
  "cannot_reply_to_message",
];

/** What was sent into a thread; null if the thread is gone. */
async function inThread<T>(send: () => Promise<T>): Promise<T | null> {
  try {
    return await send();
  } catch (error) {
    if (threadGone.includes(platformCode(error))) return null;
    throw error;
  }
}

/** What a card shows, shortly: an edit that would change nothing is left out. */
function hashOf(message: SlackMessage): string {
  return createHash("sha256").update(JSON.stringify(message)).digest("hex").slice(0, 32);
}

function placeArguments({ channel, thread }: MessageTarget) {
  return thread ? { channel_id: thread.channel, thread_ts: thread.ts } : { channel_id: channel };
}

/** The message is gone or may not be edited any more, so it has to be posted anew. */
const uneditable: readonly (string | null)[] = [
  "message_not_found",
  "cant_update_message",
  "edit_window_closed",
];

/** False where the message can't be edited. */
async function edit(
  client: WebClient,
  place: MessagePlace,
  message: SlackMessage,
  metadata: Mark,
): Promise<boolean> {
  try {
    await client.chat.update({ ...place, ...message, metadata });
    return true;
  } catch (error) {
    if (uneditable.includes(platformCode(error))) return false;
    throw error;
  }
}

async function post(
  client: WebClient,
  { channel, thread }: MessageTarget,
  message: SlackMessage,
  metadata: Mark,
  broadcast: boolean,
): Promise<MessagePlace> {
  const options = { ...message, metadata, unfurl_links: false, unfurl_media: false };
  const posted = thread
    ? await client.chat.postMessage({
        ...{ channel: thread.channel, thread_ts: thread.ts, reply_broadcast: broadcast },
        ...options,
      })
    : await client.chat.postMessage({ channel, ...options });
  if (!posted.channel || !posted.ts) throw new Error("Slack told no place of a message");
  return { channel: posted.channel, ts: posted.ts };
}
