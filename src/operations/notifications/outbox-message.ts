import type { BillChange } from "../bill-runs/biggest-changes.ts";
import type { BillRunView } from "../bill-runs/bill-run-view.ts";
import type { Milestone } from "../bill-runs/milestone.ts";
import type { Subject } from "./card.ts";
import type { ContentOf } from "./file-content.ts";
import type { News } from "./news.ts";

/** A few sentences of our own; what comes from data in them is made safe by the counter. */
export type Note = {
  /** Stands alone: "BR-12 was not launched: nobody approved it in time." */
  readonly text: string;
  /** More lines below it. */
  readonly lines?: readonly string[];
  /** Slack ids of those whom it concerns now; they are mentioned. */
  readonly mentions?: readonly string[];
};

/** A file to be made and sent: "BR-12-changes.csv". */
export type FileToSend = {
  /** Of the file, told to people. */
  readonly name: string;
  /** A sentence that introduces it. */
  readonly text: string;
  readonly contentOf: ContentOf;
};

/** What a message tells: plain data of one kind. A kind more is a line here and a builder. */
export type MessageContent =
  | { readonly kind: "milestone"; readonly data: Milestone }
  | { readonly kind: "file"; readonly data: FileToSend }
  | { readonly kind: "note"; readonly data: Note }
  | { readonly kind: "news"; readonly data: News };

/** A message as it is queued, once for its key. */
export type NewMessage = MessageContent & {
  readonly key: string;
  /** A channel's id, or a person's for a direct message. */
  readonly channel: string;
  /** It goes into the subject's thread in that channel, and opens it where there is none. */
  readonly thread?: Subject;
  /** The channel sees it too, not only the thread: what needs somebody, or ends. */
  readonly broadcast?: boolean;
  /** It waits until then, for a digest or the end of quiet hours. */
  readonly heldUntil?: Date | null;
};

/** A message that is not delivered yet. */
export type PendingMessage = MessageContent & {
  readonly id: string;
  readonly key: string;
  readonly channel: string;
  readonly thread: Subject | null;
  readonly isBroadcast: boolean;
  /** True if an earlier try may have arrived. */
  readonly inDoubt: boolean;
  readonly tries: number;
  /** It waited for a digest or the morning. */
  readonly isHeld: boolean;
  /** ISO instant of the first of its failures. */
  readonly troubleSince: string | null;
  /** Of a file that was uploaded and perhaps not shown yet. */
  readonly fileId: string | null;
  /** News that it tells too; empty unless it is a roll of several. */
  readonly rolled: readonly News[];
};

/** A message with what the notifier needs to word it. */
export type MessageView =
  | {
      readonly kind: "milestone";
      readonly milestone: Milestone;
      readonly view: BillRunView;
      /** The bills that differ most from the ones before, where it tells of a preview. */
      readonly changes?: readonly BillChange[];
    }
  | { readonly kind: "note"; readonly note: Note }
  | { readonly kind: "news"; readonly news: News }
  /** Several at once, the oldest first. */
  | { readonly kind: "roll"; readonly news: readonly News[] };
