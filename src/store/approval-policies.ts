import type { Approval } from "../billing/approvals/approval.ts";
import { defaultPolicy } from "../billing/approvals/policy.ts";
import { readPolicy } from "../billing/approvals/policy-content.ts";
import type { StandingPolicy } from "../operations/approvals/approvals-books.ts";
import type { Db } from "./database.ts";
import type { ApprovalPolicyModel } from "./generated/models.ts";

/** The latest version; the policy that comes with billrun where none was ever approved. */
export async function standingPolicy(db: Db): Promise<StandingPolicy> {
  const row = await db.approvalPolicy.findFirst({ orderBy: { version: "desc" } });
  return row ? toPolicy(row) : { version: null, policy: defaultPolicy, activeFrom: null };
}

/** Adds what an approved request proposed as the next version. */
export async function insertPolicy(db: Db, approval: Approval, at: Date): Promise<StandingPolicy> {
  const { version } = await standingPolicy(db);
  const row = await db.approvalPolicy.create({
    data: {
      version: (version ?? 0) + 1,
      content: approval.proposal as object,
      madeById: approval.requestedBy,
      approvalId: approval.id,
      activeFrom: at,
    },
  });
  return toPolicy(row);
}

function toPolicy(row: ApprovalPolicyModel): StandingPolicy {
  const policy = readPolicy(row.content);
  if (!policy) throw new Error(`version ${row.version} of the approval policy is unreadable`);
  return { version: row.version, policy, activeFrom: row.activeFrom.toISOString() };
}
