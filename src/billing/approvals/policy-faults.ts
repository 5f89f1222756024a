import type { ApprovalPolicy, PolicyTier } from "./policy.ts";

/** What is wrong with a policy, as a sentence; null where it can hold. */
export function policyFault(policy: ApprovalPolicy): string | null {
  for (const tier of policy.tiers) {
    const fault = tierFault(tier);
    if (fault) return fault;
  }
  return null;
}

function tierFault({ votes, kinds = [], including, among = [] }: PolicyTier): string | null {
  const isScheduled = kinds.length === 1 && kinds[0] === "scheduled-run";
  if (votes === 0 && !isScheduled) return "Only scheduled runs can go without an approval.";
  if (votes === 0 && including.length + among.length > 0) {
    return "A tier without an approval names nobody who approves.";
  }
  const roles = including.map(({ role }) => role);
  if (roles.some((role) => role !== "approver" && role !== "controller")) {
    return "Approvers and controllers vote, and no other role.";
  }
  if (new Set(roles).size < roles.length) return "A tier names each role once.";
  if (including.some((each) => each.votes > votes)) {
    return "A tier asks for more people of a role than for people.";
  }
  if (among.some((each) => each.votes > new Set(each.memberIds).size)) {
    return "A tier asks for more of the people named than it names.";
  }
  return among.some((each) => each.votes > votes)
    ? "A tier asks for more of the people named than for people."
    : null;
}
