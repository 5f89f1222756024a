import type { BillRunView } from "./bill-runs/bill-run-view.ts";
import type { Milestone } from "./bill-runs/milestone.ts";

/** What time it is; a movable one in the sandbox and in tests. */
export type Clock = { now(): Date };

/** Where a message stands at the notifier: a channel and the message's own id there. */
export type MessagePlace = { readonly channel: string; readonly ts: string };

/**
 * Tells people. Called by jobs, never inside a transaction. Each call does one outside effect, so
 * that the place it gives can be saved before the next. Throws `NotifierTrouble`.
 */
export type Notifier = {
  /** Posts the card of a run, or edits the one that stands at `place`. */
  showRunCard(
    view: BillRunView,
    place: MessagePlace | null,
    channel: string,
  ): Promise<MessagePlace>;
  /**
   * Posts a milestone into the card's thread; looks for `key` first if an earlier try is in doubt.
   */
  postMilestone(
    milestone: Milestone,
    view: BillRunView,
    thread: MessagePlace,
    key: string,
    inDoubt: boolean,
  ): Promise<MessagePlace>;
};

/** The notifier could not deliver; `retryAfterMs` null means that trying again will not help. */
export class NotifierTrouble extends Error {
  readonly retryAfterMs: number | null;
  /** True where the message may have arrived all the same. */
  readonly inDoubt: boolean;
  constructor(message: string, retryAfterMs: number | null, inDoubt: boolean) {
    super(message);
    this.name = "NotifierTrouble";
    this.retryAfterMs = retryAfterMs;
    this.inDoubt = inDoubt;
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
