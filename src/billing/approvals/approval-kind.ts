/** What people are asked to agree to. A run by hand and a scheduled one are both a "run". */
export const approvalKinds = [
  "run",
  "quote-invoice",
  "reversal",
  "credit",
  "write-off",
  "refund",
  "policy-change",
] as const;

/** One of them. */
export type ApprovalKind = (typeof approvalKinds)[number];

/** What a policy may speak of: scheduled runs may be treated unlike those started by hand. */
export const policyKinds = ["run", "scheduled-run", ...approvalKinds.slice(1)] as const;

/** One of them. */
export type PolicyKind = ApprovalKind | "scheduled-run";

const names: Readonly<Record<PolicyKind, readonly [one: string, many: string]>> = {
  run: ["bill run", "bill runs"],
  "scheduled-run": ["scheduled run", "scheduled runs"],
  "quote-invoice": ["quote invoice", "quote invoices"],
  reversal: ["reversal", "reversals"],
  credit: ["credit", "credits"],
  "write-off": ["write-off", "write-offs"],
  refund: ["refund", "refunds"],
  "policy-change": ["change of the approval policy", "changes of the approval policy"],
};

/** "quote invoice". */
export function kindText(kind: PolicyKind): string {
  return names[kind][0];
}

/** "quote invoices". */
export function kindsText(kind: PolicyKind): string {
  return names[kind][1];
}
