import type { WebClient, WebClientOptions } from "@slack/web-api";
import type { BillRunView } from "../operations/bill-runs/bill-run-view.ts";
import type { Clock, MessagePlace, Notifier } from "../operations/ports.ts";
import type { ClientOfChannel } from "./channel-clients.ts";
import { createChannelPace } from "./channel-pace.ts";
import { isBroadcast, milestoneMessage } from "./messages/milestone-message.ts";
import { runCard } from "./messages/run-card.ts";
import { notifierTrouble, platformCode } from "./notifier-trouble.ts";
import { boltLogger, type SlackLog } from "./slack-log.ts";

/** Marks our messages, so that they are found again when an answer was lost. */
export const cardEvent = "billrun_run_card";
export const milestoneEvent = "billrun_milestone";

/** A post that takes longer is given up and looked for. */
const postWithinMs = 10_000;
/** How far back a lost message is looked for. */
const lookBack = 200;

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

/** Posts and edits the messages that belong to runs. */
export function createSlackNotifier(options: SlackNotifierOptions): Notifier {
  const pace = createChannelPace(options.gapMs);
  return {
    showRunCard: (view, place, channel) =>
      translated(async () => {
        const client = await options.clientOf(place?.channel ?? channel);
        const card = { view, now: options.clock.now() };
        if (place) await pace(`edit ${place.channel}`);
        const edited = place ? await editCard(client, card, place) : null;
        if (edited) return edited;
        await pace(`post ${place?.channel ?? channel}`);
        return postCard(client, card, place?.channel ?? channel);
      }),
    postMilestone: (milestone, view, thread, key, inDoubt) =>
      translated(async () => {
        const client = await options.clientOf(thread.channel);
        const earlier = inDoubt ? await findInThread(client, thread, key) : null;
        if (earlier) return earlier;
        await pace(`post ${thread.channel}`);
        const posted = await client.chat.postMessage({
          channel: thread.channel,
          thread_ts: thread.ts,
          reply_broadcast: isBroadcast(milestone),
          ...milestoneMessage(milestone, view),
          metadata: { event_type: milestoneEvent, event_payload: { key } },
          unfurl_links: false,
          unfurl_media: false,
        });
        return placeOf(posted);
      }),
  };
}

type Card = { readonly view: BillRunView; readonly now: Date };

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw notifierTrouble(error);
  }
}

/** The message is gone or may not be edited any more, so it has to be posted anew. */
const uneditable: readonly (string | null)[] = [
  "message_not_found",
  "cant_update_message",
  "edit_window_closed",
];

/** Null where the message can't be edited. */
async function editCard(client: WebClient, { view, now }: Card, place: MessagePlace) {
  try {
    await client.chat.update({ ...place, ...runCard(view, now), metadata: cardMetadata(view) });
    return place;
  } catch (error) {
    if (uneditable.includes(platformCode(error))) return null;
    throw error;
  }
}

async function postCard(client: WebClient, { view, now }: Card, channel: string) {
  const earlier = await findCard(client, channel, view.run.id);
  const edited = earlier ? await editCard(client, { view, now }, earlier) : null;
  if (edited) return edited;
  const posted = await client.chat.postMessage({
    channel,
    ...runCard(view, now),
    metadata: cardMetadata(view),
    unfurl_links: false,
    unfurl_media: false,
  });
  return placeOf(posted);
}

function cardMetadata({ run }: BillRunView) {
  return { event_type: cardEvent, event_payload: { run: run.number, id: run.id } };
}

/** The card of a run whose posting was never answered; null where it stands nowhere. */
async function findCard(client: WebClient, channel: string, runId: string) {
  const look = { channel, limit: lookBack, include_all_metadata: true };
  const { messages = [] } = await readable(() => client.conversations.history(look));
  const found = messages.find(({ metadata }) => isMarked(metadata, cardEvent, "id", runId));
  return found?.ts ? { channel, ts: found.ts } : null;
}

async function findInThread(client: WebClient, { channel, ts }: MessagePlace, key: string) {
  const look = { channel, ts, limit: lookBack, include_all_metadata: true };
  const { messages = [] } = await readable(() => client.conversations.replies(look));
  const found = messages.find(({ metadata }) => isMarked(metadata, milestoneEvent, "key", key));
  return found?.ts ? { channel, ts: found.ts } : null;
}

type Look = {
  readonly messages?: readonly { readonly ts?: string; readonly metadata?: unknown }[];
};

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

type Metadata = { event_type?: string; event_payload?: object };

function isMarked(metadata: unknown, type: string, field: string, value: string): boolean {
  const { event_type, event_payload } = (metadata ?? {}) as Metadata;
  const payload = (event_payload ?? {}) as Readonly<Record<string, unknown>>;
  return event_type === type && payload[field] === value;
}

function placeOf(posted: { channel?: string; ts?: string }): MessagePlace {
  if (!posted.channel || !posted.ts) throw new Error("Slack told no place of a message");
  return { channel: posted.channel, ts: posted.ts };
}
