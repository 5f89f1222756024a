import type { ApprovalsReader, ApprovalsWriter } from "../operations/approvals/approvals-books.ts";
import * as policies from "./approval-policies.ts";
import * as approvals from "./approvals.ts";
import type { Db } from "./database.ts";
import { listOpenApprovals, viewApproval } from "./view-approval.ts";
import * as delegations from "./vote-delegations.ts";

/** What is known of approvals. */
export function approvalsReader(db: Db): ApprovalsReader {
  return {
    findApproval: (id) => approvals.findApproval(db, id),
    latestApprovalOf: (kind, subject) => approvals.latestApprovalOf(db, kind, subject),
    viewApproval: (id, now) => viewApproval(db, id, now),
    wasAgreedBefore: (runId) => approvals.wasAgreedBefore(db, runId),
    listOpenApprovals: (limit, now) => listOpenApprovals(db, limit, now),
    standingPolicy: () => policies.standingPolicy(db),
    listDelegations: (now) => delegations.listDelegations(db, now),
    approvalsToTend: () => approvals.approvalsToTend(db),
  };
}

/** Changes of approvals. */
export function approvalsWriter(db: Db): ApprovalsWriter {
  return {
    insertApproval: (approval) => approvals.insertApproval(db, approval),
    lockOpenApproval: (runId) => approvals.lockOpenApproval(db, runId),
    lockOpenApprovalOf: (kind, subject) => approvals.lockOpenApprovalOf(db, kind, subject),
    lockApprovalSubject: (kind, subject) => approvals.lockApprovalSubject(db, kind, subject),
    latestApproval: (runId) => approvals.latestApproval(db, runId),
    latestApprovalOf: (kind, subject) => approvals.latestApprovalOf(db, kind, subject),
    addVote: (approvalId, vote) => approvals.addVote(db, approvalId, vote),
    closeApproval: (id, state, closing) => approvals.closeApproval(db, id, state, closing),
    noteReminder: (id, reminder) => approvals.noteReminder(db, id, reminder),
    standingPolicy: () => policies.standingPolicy(db),
    insertPolicy: (approval, at) => policies.insertPolicy(db, approval, at),
    listOpenApprovals: (limit, now) => listOpenApprovals(db, limit, now),
    lockDelegation: (fromMember) => delegations.lockDelegation(db, fromMember),
    insertDelegation: (delegation, at) => delegations.insertDelegation(db, delegation, at),
    endDelegation: (fromMember, at) => delegations.endDelegation(db, fromMember, at),
    viewApproval: (id, now) => viewApproval(db, id, now),
  };
}
