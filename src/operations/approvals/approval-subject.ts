import type {
  Approval,
  ApprovalAmount,
  ApprovalContent,
  ApprovalTier,
  Vote,
} from "../../billing/approvals/approval.ts";
import type { ApprovalKind, PolicyKind } from "../../billing/approvals/approval-kind.ts";
import type { Permission } from "../../billing/approvals/member.ts";
import type { BooksWriter } from "../books.ts";
import type { Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";

/** What a subject is at this moment, loaded anew for every request and every vote. */
export type SubjectNow = ApprovalContent & {
  /** SHA-256 over all that approval means ("sha256:…"); null while there is nothing to approve. */
  readonly digest: string | null;
  /** Members who may not approve it: who made it and who changed it last. */
  readonly excluded: readonly string[];
  /** The segments that it touches; null: all of them, or none in particular. */
  readonly segments: readonly string[] | null;
  /** What the policy weighs by currency, none of it negative, where it is not what is shown. */
  readonly weighed?: readonly ApprovalAmount[];
  /** What the policy calls it, where that is not its kind. */
  readonly policyKind?: PolicyKind;
  /** What it takes at least, whatever the policy asks for its kind. */
  readonly atLeast?: ApprovalTier | null;
  /** Channel of its card, where it brings one; otherwise the request says it. */
  readonly channel?: string | null;
  /** The run, of kind "run" only. */
  readonly runId?: string;
};

/** Where a subject's life goes on; all of it inside the transaction that decides. */
type OnRequest = (tx: BooksWriter, world: World, approval: Approval, by: Actor) => Promise<void>;

/**
 * A kind of thing that people agree to. A kind more is one of these, in `approval-subjects.ts`.
 */
export type ApprovalSubject = {
  readonly kind: ApprovalKind;
  /** What the audit trail calls it: "bill-run" gives "bill-run.approve". */
  readonly act: string;
  /** What it takes to ask for approval of it. */
  readonly permission: Permission;
  /** Whether somebody who asks, and neither made nor changed it, may vote. */
  readonly isAskerFree: boolean;
  /** How it stands now. `proposal` is what the request keeps, where nothing else does. */
  readonly load: (
    world: World,
    subject: string,
    proposal: unknown,
  ) => Promise<SubjectNow | Refusal>;
  /** Why nobody may ask for approval of it now; null where they may. */
  readonly refuseAsking?: (
    world: World,
    subject: string,
    seenDigest: string | null,
  ) => Promise<Refusal | null>;
  /** Reserves it for the request, as its first change; a refusal ends the request. */
  readonly reserve?: (tx: BooksWriter, world: World, now: SubjectNow) => Promise<Refusal | null>;
  readonly requested?: OnRequest;
  /** Every vote, the last one too. */
  readonly voted?: (tx: BooksWriter, world: World, approval: Approval, vote: Vote) => Promise<void>;
  /**
   * Does what was approved, and queues jobs for what is left. It must hold for `approval.digest`
   * only: what changed since it was loaded throws `SubjectChanged`, and nothing is done.
   */
  readonly approved: OnRequest;
  readonly rejected?: OnRequest;
  /** Its time ran out. */
  readonly expired?: (tx: BooksWriter, world: World, approval: Approval) => Promise<void>;
  /** Its content changed, so that the votes mean nothing. */
  readonly voided?: (tx: BooksWriter, world: World, approval: Approval) => Promise<void>;
  /** What somebody is told who decides on an older content than the one that waits. */
  readonly refuseOther?: (subject: string) => Refusal;
  /** Why there is nothing to vote on, where it knows better than the request itself. */
  readonly refuseDecided?: (
    tx: BooksWriter,
    subject: string,
    latest: Approval | null,
  ) => Promise<Refusal>;
};

/** What was approved is not what stands there any more. The transaction is rolled back. */
export class SubjectChanged extends Error {
  constructor(subject: string) {
    super(`${subject} changed while it was approved`);
    this.name = "SubjectChanged";
  }
}
