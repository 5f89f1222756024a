import type { Subject } from "./card.ts";
import type { NoticeEvent } from "./notice-events.ts";
import type { Note } from "./outbox-message.ts";
import type { OverdueSum } from "./overdue-facts.ts";

/** An amount of one currency, in minor units as text: what is stored has no bigint. */
export type AmountFact = { readonly currency: string; readonly minor: string };

/** A run at the moment that is told. */
export type RunFacts = {
  readonly number: number;
  readonly name: string;
  readonly amounts: readonly AmountFact[];
  readonly invoices: number;
  readonly creditMemos: number;
  readonly eligible: number;
  readonly parked: number;
  readonly held: number;
  /** Whether every eligible account has its result. */
  readonly isAccountedFor: boolean;
  /** The first few. */
  readonly exceptions: readonly { readonly name: string; readonly reason: string }[];
};

/** An invoice past its due day. */
export type OverdueFact = {
  readonly number: string;
  readonly account: string;
  readonly name: string;
  readonly segment: string | null;
  readonly currency: string;
  readonly openMinor: string;
  /** "2026-11-30". */
  readonly dueOn: string;
  readonly days: number;
};

/** What is told to channels that asked for it: plain data of one event. */
export type News = { readonly at: string } & (
  | {
      readonly event: Extract<NoticeEvent, `run-${string}`>;
      readonly run: RunFacts;
      /** Who did it; null where nobody did. */
      readonly by: string | null;
      readonly comment: string | null;
    }
  | {
      readonly event: "approval-needed";
      /** "Quote Q-88 for Globex". */
      readonly label: string;
      readonly amounts: readonly AmountFact[];
    }
  | {
      readonly event: Extract<NoticeEvent, `schedule-${string}` | "billing-frozen">;
      readonly note: Note;
    }
  | ({ readonly event: "overdue-invoices"; readonly asOfOn: string } & OverdueSum)
  | {
      readonly event: "audit-head";
      readonly on: string;
      readonly seq: number;
      readonly hash: string;
    }
  | {
      readonly event: "doctor-findings";
      readonly on: string;
      readonly findings: readonly string[];
      readonly more: number;
    }
);

/** By what a channel may have narrowed what it hears; null: this news is of no segment, no sum. */
export type NewsFacts = {
  readonly segments: readonly string[] | null;
  readonly amounts: readonly AmountFact[] | null;
};

/** Something that happened, until it is known which channels hear of it. */
export type Happening = {
  readonly id: string;
  readonly key: string;
  readonly event: NoticeEvent;
  /** What it happened to, in whose thread it is told: "run:<id>", "day:2026-12-01". */
  readonly subject: Subject;
  /** ISO instant. */
  readonly at: string;
  readonly data: HappeningData;
};

/** What is known of it at once; everything else is read when it is spread. */
export type HappeningData = {
  readonly by?: string;
  readonly comment?: string | null;
  /** What is told of a schedule or a freeze. */
  readonly note?: Note;
  /** The segments that it touches, where that is known; null: none in particular. */
  readonly segments?: readonly string[] | null;
  /** The channel that is told of it anyway. */
  readonly toldIn?: string | null;
};

/** News of one happening, from what says most: a channel hears the first that it asked for. */
export type MadeNews = {
  readonly news: readonly News[];
  readonly facts: NewsFacts;
  /** Overdue invoices, of which each channel hears of those that it wants to hear of. */
  readonly overdue?: readonly OverdueFact[];
};
