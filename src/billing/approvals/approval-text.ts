import { countOf } from "../money/amount-text.ts";
import type { ApprovalTier } from "./approval.ts";

/** Who must agree: "2 people, one a controller". */
export function requiredText(required: ApprovalTier): string {
  const roles = required.including.map(({ role, votes }) => {
    return votes === 1 ? `one a ${role}` : `${votes} of them ${role}s`;
  });
  return [countOf(required.votes, "person", "people"), ...roles].join(", ");
}

/** What a run waits for: "2 approvals, one by a controller". */
export function neededText(required: ApprovalTier): string {
  const roles = required.including.map(({ role, votes }) => {
    return votes === 1 ? `one by a ${role}` : `${votes} by ${role}s`;
  });
  return [countOf(required.votes, "approval"), ...roles].join(", ");
}
