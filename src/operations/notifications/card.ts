import type { Approval } from "../../billing/approvals/approval.ts";
import type { ApprovalView } from "../approvals/approval-view.ts";
import type { BillRunView } from "../bill-runs/bill-run-view.ts";
import type { MessagePlace } from "../ports.ts";

/**
 * What a card, a thread or a happening is about: a word for its kind, then an id, as in
 * "run:019a…". Everything of one subject in one channel stands in one thread.
 */
export type Subject = `${string}:${string}`;

/** What a card shows, loaded anew for every copy. A kind more is a line here. */
export type CardView = { readonly subject: Subject } & (
  | { readonly kind: "run"; readonly view: BillRunView }
  | { readonly kind: "approval"; readonly view: ApprovalView }
);

/** One copy of a card: asked for in a channel, or for a person, and perhaps standing there. */
export type CardCopy = {
  readonly subject: Subject;
  /** A channel's id, or a person's for a direct message. */
  readonly channel: string;
  /** Null before it was posted, and after it was seen to be gone. */
  readonly place: MessagePlace | null;
  /** Of what it shows; null where that is not known. */
  readonly contentHash: string | null;
  /** How often it was posted; one that somebody deletes comes back once. */
  readonly posts: number;
  /** An earlier post may have arrived. */
  readonly inDoubt: boolean;
  /** ISO instant of the first of the failures since it was last shown. */
  readonly troubleSince: string | null;
};

/** The subject of the card that shows a request: the run's own, or one of the request's. */
export function approvalSubjectOf(approval: Pick<Approval, "id" | "runId">): Subject {
  return approval.runId === null ? `approval:${approval.id}` : runSubject(approval.runId);
}

/** The subject of a run's card and thread. */
export function runSubject(runId: string): Subject {
  return `run:${runId}`;
}

/** Kind and id of a subject. */
export function subjectParts(subject: Subject): { readonly kind: string; readonly id: string } {
  const at = subject.indexOf(":");
  return { kind: subject.slice(0, at), id: subject.slice(at + 1) };
}
