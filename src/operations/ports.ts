import type { CardView } from "./notifications/card.ts";
import type { MessageView } from "./notifications/outbox-message.ts";

/** What time it is; a movable one in the sandbox and in tests. */
export type Clock = { now(): Date };

/** Where a message stands at the notifier: a channel and the message's own id there. */
export type MessagePlace = { readonly channel: string; readonly ts: string };

/** How fast the notifier takes messages; what counts together is counted by all processes. */
export type Pace = {
  /** Between two messages of a channel on average, in milliseconds. 0: as fast as they come. */
  readonly gapMs: number;
  /** Messages of one channel that may follow each other at once. */
  readonly burst: number;
};

/** Where a message goes: a channel, or a person, and the thread there if it belongs in one. */
export type MessageTarget = { readonly channel: string; readonly thread: MessagePlace | null };

/** Where a card stands, and a hash of what it shows. */
export type ShownCard = { readonly place: MessagePlace; readonly contentHash: string };

/**
 * Tells people. Called by jobs, never inside a transaction. Each call does one outside effect, so
 * that what it gives can be saved before the next. Throws `NotifierTrouble`.
 */
export type Notifier = {
  readonly pace: Pace;
  /** Posts a card; looks for an earlier post of it first if one is in doubt. */
  postCard(card: CardView, channel: string, inDoubt: boolean): Promise<ShownCard>;
  /** Edits a card, unless it shows the same already. Null if the message is gone. */
  editCard(card: CardView, shown: MessagePlace, contentHash: string | null): Promise<string | null>;
  /**
   * Posts a message; looks for `key` first if an earlier try is in doubt. Null if the message that
   * the thread hangs on is gone.
   */
  post(
    message: MessageView,
    target: MessageTarget,
    options: { readonly key: string; readonly inDoubt: boolean; readonly broadcast: boolean },
  ): Promise<MessagePlace | null>;
  /** Hands over a file that nobody sees yet, and gives its id there. */
  uploadFile(file: {
    readonly name: string;
    readonly content: string;
    readonly channel: string;
  }): Promise<string>;
  /**
   * Shows an uploaded file; looks for it first if an earlier try is in doubt. False if the message
   * that the thread hangs on is gone.
   */
  shareFile(
    file: { readonly fileId: string; readonly name: string; readonly text: string },
    target: MessageTarget,
    inDoubt: boolean,
  ): Promise<boolean>;
};

/**
 * What a trouble stands in the way of: this message, whatever goes to the same place (its channel
 * is archived, the app was not invited), or everything (the notifier asked for a pause).
 */
export type TroubleScope = "message" | "place" | "everything";

/** The notifier could not deliver; `retryAfterMs` null means that trying again will not help. */
export class NotifierTrouble extends Error {
  readonly retryAfterMs: number | null;
  /** True where the message may have arrived all the same. */
  readonly inDoubt: boolean;
  readonly scope: TroubleScope;
  constructor(
    message: string,
    retryAfterMs: number | null,
    inDoubt: boolean,
    scope: TroubleScope = "message",
  ) {
    super(message);
    this.name = "NotifierTrouble";
    this.retryAfterMs = retryAfterMs;
    this.inDoubt = inDoubt;
    this.scope = scope;
  }
}

/** One thing that was looked at outside of the books. */
export type Check = {
  /** What was looked at, shortly: "Slack token", "Scopes of the Slack app". */
  readonly what: string;
  readonly isFine: boolean;
  /** What was found, as a sentence. */
  readonly text: string;
  /** What to do now; null where all is fine. */
  readonly remedy: string | null;
};

/** Looks after what lies outside of the books: tokens, rights and clocks of those we talk to. */
export type Outside = {
  /** Never rejected: what does not answer is a finding. `channels` are Slack's ids. */
  check(channels: readonly string[]): Promise<readonly Check[]>;
};
