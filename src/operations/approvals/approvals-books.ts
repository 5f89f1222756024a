import type { Approval, ApprovalState, Vote } from "../../billing/approvals/approval.ts";
import type { ApprovalKind } from "../../billing/approvals/approval-kind.ts";
import type { ApprovalPolicy } from "../../billing/approvals/policy.ts";
import type { ApprovalView } from "./approval-view.ts";

/** A request as it is made. Without a vote needed it is approved at once. */
export type NewApproval = Omit<
  Approval,
  "id" | "votes" | "state" | "closedAt" | "closedBecause" | "excluded" | "channel"
> & {
  /** The books add a run's maker and last editor. */
  readonly excluded?: readonly string[];
  /** Null, for a run: the channel of the run's card. */
  readonly channel?: string | null;
};

/** The policy that holds. Version null is the one that comes with billrun. */
export type StandingPolicy = {
  readonly version: number | null;
  readonly policy: ApprovalPolicy;
  /** ISO instant; null for the one that comes with billrun. */
  readonly activeFrom: string | null;
};

/** Somebody who is away, and who votes in their place. Instants are ISO. */
export type Delegation = {
  readonly id: string;
  readonly fromMember: string;
  readonly toMember: string;
  readonly fromAt: string;
  readonly untilAt: string;
};

/** When a request was closed, and why where no vote did it. */
export type Closing = { readonly at: Date; readonly because: string | null };

/** What is known of approvals. */
export type ApprovalsReader = {
  findApproval(id: string): Promise<Approval | null>;
  /** The latest request about a subject, open or not. */
  latestApprovalOf(kind: ApprovalKind, subject: string): Promise<Approval | null>;
  /** As people's roles and absences stand at `now`. */
  viewApproval(id: string, now: Date): Promise<ApprovalView>;
  /**
   * Whether people agreed to an earlier scheduled run that bills the same accounts in the same way,
   * and it was launched.
   */
  wasAgreedBefore(runId: string): Promise<boolean>;
  /** Open requests, the one that expires first at the front. */
  listOpenApprovals(limit: number, now: Date): Promise<readonly ApprovalView[]>;
  standingPolicy(): Promise<StandingPolicy>;
  /** Delegations that are not ended and end after `now`, begun or not. */
  listDelegations(now: Date): Promise<readonly Delegation[]>;
  /** Every open request. */
  approvalsToTend(): Promise<readonly ApprovalToTend[]>;
};

/** An open request as the clock sees it. */
export type ApprovalToTend = Pick<
  Approval,
  "id" | "kind" | "subject" | "requestedAt" | "expiresAt"
> & {
  /** How many of the clock's reminders were sent. */
  readonly reminders: number;
};

/** Changes of approvals. */
export type ApprovalsWriter = {
  standingPolicy(): Promise<StandingPolicy>;
  insertApproval(approval: NewApproval): Promise<Approval>;
  /**
   * Locks the open request about a subject, so that a hundred clicks are decided one after another.
   */
  lockOpenApprovalOf(kind: ApprovalKind, subject: string): Promise<Approval | null>;
  viewApproval(id: string, now: Date): Promise<ApprovalView>;
  /** Locks a subject until the end, so that of two who ask at once the later sees the earlier. */
  lockApprovalSubject(kind: ApprovalKind, subject: string): Promise<void>;
  latestApprovalOf(kind: ApprovalKind, subject: string): Promise<Approval | null>;
  /** The same for a run. */
  lockOpenApproval(runId: string): Promise<Approval | null>;
  latestApproval(runId: string): Promise<Approval | null>;
  addVote(approvalId: string, vote: Vote): Promise<void>;
  closeApproval(
    approvalId: string,
    state: Exclude<ApprovalState, "open">,
    closing: Closing,
  ): Promise<void>;
  /**
   * Notes that people are reminded of a request, for the `round`-th time where the clock does it.
   * False where it is decided, that round was done or the last reminder is later than `after`.
   */
  noteReminder(
    approvalId: string,
    reminder: { readonly round: number | null; readonly at: Date; readonly after: Date },
  ): Promise<boolean>;
  /** Makes what an approved request proposed the policy that holds. */
  insertPolicy(approval: Approval, at: Date): Promise<StandingPolicy>;
  listOpenApprovals(limit: number, now: Date): Promise<readonly ApprovalView[]>;
  /** The delegation that a member has given and not ended, locked; one behind the other. */
  lockDelegation(fromMember: string): Promise<Delegation | null>;
  /** Ends a delegation that the member has given, and gives the new one. */
  insertDelegation(delegation: Omit<Delegation, "id">, at: Date): Promise<Delegation>;
  /** Ends the member's delegation; null where there is none. */
  endDelegation(fromMember: string, at: Date): Promise<Delegation | null>;
};
