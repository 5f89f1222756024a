import type { Member } from "../billing/approvals/member.ts";
import type { Books } from "./books.ts";
import type { Clock, Notifier, Outside } from "./ports.ts";

/** What every operation is given: the books, the time, and the ways out. */
export type World = {
  readonly books: Books;
  readonly clock: Clock;
  readonly notifier: Notifier;
  readonly outside: Outside;
};

/** Who asks, through which counter, so that the audit trail can say so. */
export type Actor = {
  readonly member: Member;
  readonly via: "slack" | "cli" | "job";
  /** Channel or host the request came from. */
  readonly where: string;
  /** Ties log lines, audit rows and what a person was told together: "7f2c91ab". */
  readonly correlationId: string;
};
