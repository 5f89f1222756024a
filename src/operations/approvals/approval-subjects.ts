import type { ApprovalKind } from "../../billing/approvals/approval-kind.ts";
import { reversalSubject } from "../bill-runs/reversal-subject.ts";
import { creditSubject } from "../invoices/credit-subject.ts";
import { quoteSubject } from "../invoices/quote-subject.ts";
import type { ApprovalSubject } from "./approval-subject.ts";
import { policySubject } from "./policy-subject.ts";
import { runSubjectOfApproval } from "./run-subject.ts";

/** Everything that people can be asked to agree to. A kind more is a line here. */
export const approvalSubjects: readonly ApprovalSubject[] = [
  runSubjectOfApproval,
  quoteSubject,
  reversalSubject,
  creditSubject,
  policySubject,
];

/** Whether anything of a kind waits for approval yet; what a policy may name can come later. */
export function isApprovable(kind: ApprovalKind): boolean {
  return approvalSubjects.some((about) => about.kind === kind);
}

/** What is known of a kind. Throws for one that nobody registered. */
export function subjectOfKind(kind: ApprovalKind): ApprovalSubject {
  const found = approvalSubjects.find((about) => about.kind === kind);
  if (!found) throw new Error(`nothing of the kind ${kind} can be approved`);
  return found;
}
