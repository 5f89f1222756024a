import type { Milestone } from "../bill-runs/milestone.ts";
import type { MessagePlace, Pace, ShownCard } from "../ports.ts";
import type { CardCopy, Subject } from "./card.ts";
import type { Happening } from "./news.ts";
import type { NoticeEvent } from "./notice-events.ts";
import type { FileToSend, NewMessage, PendingMessage } from "./outbox-message.ts";
import type { Subscription } from "./subscription.ts";

/** What the desk reads of cards and the outbox. */
export type NotificationsReader = {
  /** The channel that the run's card belongs to; null where it has none. */
  cardChannel(runId: string): Promise<string | null>;
  /** The copy of a card that was asked for there; null where none was, or it was dropped. */
  findCopy(subject: Subject, channel: string): Promise<CardCopy | null>;
  /** Where a subject's thread begins: at its card's copy, or at the first message about it. */
  threadPlace(subject: Subject, channel: string): Promise<MessagePlace | null>;
  /** Messages of a channel that are due, in their order; none that another one tells. */
  dueMessages(channel: string, now: Date, limit: number): Promise<readonly PendingMessage[]>;
  /** How much news of an event a channel was told since, each in a message of its own. */
  countTold(channel: string, event: NoticeEvent, since: Date): Promise<number>;
  /** What is due, or given up and to be tried again, and has no job. */
  stranded(now: Date): Promise<Stranded>;
  /** What was given up, and what fails for now, the oldest first. */
  undelivered(limit: number): Promise<readonly Undelivered[]>;

  /** What every channel hears of, ordered by channel. */
  listSubscriptions(): Promise<readonly Subscription[]>;
  /** A happening that is not spread yet. */
  waitingHappening(id: string): Promise<Happening | null>;
  /** Those of the keys of happenings that none has. */
  untold(keys: readonly string[]): Promise<readonly string[]>;
  /** The last subject before this one, of the same kind, that an event was told of. */
  lastToldBefore(event: NoticeEvent, subject: Subject): Promise<Subject | null>;
  /** Segments of the accounts that a run bills, or would. */
  segmentsOfRun(runId: string): Promise<readonly string[]>;
};

/** What nothing would come of without a look at it. */
export type Stranded = {
  /** Those with messages that are due. */
  readonly channels: readonly string[];
  /** Copies of cards that were given up and are to be tried again. */
  readonly copies: readonly { readonly subject: Subject; readonly channel: string }[];
  /** Happenings that are not spread. */
  readonly happenings: readonly string[];
};

/** Messages, and copies of cards, that were given up. */
export type UndeliveredCounts = { readonly messages: number; readonly cards: number };

/** Something that did not arrive where it should. */
export type Undelivered = {
  readonly what: "message" | "card";
  readonly channel: string;
  /** "milestone", "run:019a…". */
  readonly of: string;
  /** ISO instant. */
  readonly since: string;
  readonly trouble: string;
  /** Nobody tries it any more for now. */
  readonly isGivenUp: boolean;
  /** It was given up, and is tried again now and then all the same. */
  readonly comesAgain: boolean;
};

/** What the desk writes of cards and the outbox. */
export type NotificationsWriter = {
  /** Adds a message to the outbox, once for its key, and queues the delivery of its channel. */
  queueMessage(message: NewMessage): Promise<void>;
  /** Tells a moment of a run in its thread, once; nothing for runs without a channel. */
  queueMilestone(milestone: Milestone): Promise<void>;
  /** Sends a file that is made when it is delivered into a subject's thread, once for its key. */
  queueFile(
    file: FileToSend & {
      readonly key: string;
      readonly channel: string;
      readonly thread: Subject;
    },
  ): Promise<void>;
  /** The instant of the run's latest milestone of a kind; null where it has none. */
  latestMilestoneAt(runId: string, kind: Milestone["kind"]): Promise<string | null>;
  /**
   * Has every copy of a card brought up to date; many requests inside a second become one.
   * `channels` ask for copies there, too: a channel's id, or a person's. A run's own channel has
   * its card without being asked for.
   */
  queueCard(subject: Subject, channels?: readonly string[]): Promise<void>;
  /** Queues the work on a copy again, after a while. */
  queueCopyAgain(subject: Subject, channel: string, afterMs: number): Promise<void>;
  /** Notes that a post of the copy may arrive, whatever comes of it. */
  markCopyTried(subject: Subject, channel: string): Promise<void>;
  saveCopy(subject: Subject, channel: string, shown: ShownCard, at: Date): Promise<void>;
  /** The message is not there any more. */
  forgetCopyPlace(subject: Subject, channel: string): Promise<void>;
  /** The messages of a subject's thread in a channel hang on nothing any more. */
  forgetThread(subject: Subject, channel: string): Promise<void>;
  /** Why the copy is not up to date; whether it is given up, and for how long. */
  markCopyTrouble(
    subject: Subject,
    channel: string,
    trouble: {
      readonly why: string;
      readonly at: Date;
      readonly isFinal: boolean;
      readonly againAt: Date | null;
    },
  ): Promise<void>;

  /** Has the channels that asked for it told of something, once for its key. */
  queueHappening(happening: Omit<Happening, "id">): Promise<void>;
  queueSpreading(id: string): Promise<void>;
  /** False if it was spread already. */
  markSpread(id: string, at: Date): Promise<boolean>;
  /** The subscription of a channel, locked until the transaction ends; null where it has none. */
  lockSubscription(channel: string): Promise<Subscription | null>;
  saveSubscription(subscription: Subscription, by: string, at: Date): Promise<void>;
  removeSubscription(channel: string): Promise<void>;

  /** All that is due in a channel is given up until then, or until the channel is open again. */
  giveUpChannel(
    channel: string,
    trouble: { readonly why: string; readonly at: Date; readonly againAt: Date },
  ): Promise<void>;
  /** Has tried again at once what was given up in a channel, but for cards that were deleted. */
  reviveChannel(channel: string): Promise<UndeliveredCounts>;
  /** The same in all channels of an installation of the Slack app. */
  reviveInstall(key: string): Promise<UndeliveredCounts>;
  /** Has what was given up tried again, in one channel or (null) in all. */
  reviveUndelivered(channel: string | null): Promise<UndeliveredCounts>;
  /** Puts what was given up out of sight, in one channel or (null) in all. */
  forgetUndelivered(channel: string | null, at: Date): Promise<UndeliveredCounts>;

  /** Queues the delivery of a channel's messages, after a while. */
  queueDelivery(channel: string, afterMs: number): Promise<void>;
  /** Notes that a delivery may arrive, and which other messages it tells. */
  markMessageTried(id: string, rolled?: readonly string[]): Promise<void>;
  /** Has messages that were not tried yet wait, to be told together. */
  holdMessages(ids: readonly string[], until: Date): Promise<void>;
  saveFileId(id: string, fileId: string): Promise<void>;
  /** The message, and those that it tells, stand there. A file's place is not told. */
  markMessageDelivered(id: string, place: MessagePlace | null, at: Date): Promise<void>;
  /** Why the message did not arrive, and whether it is given up. */
  markMessageTrouble(
    id: string,
    trouble: { readonly why: string; readonly at: Date; readonly isFinal: boolean },
  ): Promise<void>;

  /**
   * Takes a turn among all processes that post or edit in a channel, and gives 0; or gives the
   * milliseconds to wait before asking again. By the database's clock, which they share.
   */
  takeTurn(act: "post" | "edit", channel: string, pace: Pace): Promise<number>;
  /** Nobody's turn in any channel for so long: the notifier asked for a pause. */
  pauseTurns(act: "post" | "edit", forMs: number): Promise<void>;
};
