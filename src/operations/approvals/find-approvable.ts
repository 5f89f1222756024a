import { type ApprovalKind, approvalKinds } from "../../billing/approvals/approval-kind.ts";
import { parseRunLabel } from "../../billing/bill-run/bill-run.ts";
import { fullNumber } from "../invoices/find-document.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { World } from "../world.ts";

/** Kind and subject of a request, and the words behind them. */
export type Approvable = {
  readonly kind: ApprovalKind;
  readonly subject: string;
  readonly rest: string;
};

/**
 * What a person means who writes "BR-12 looks right", "Q-88" or "reversal BR-12": the open request
 * about it, else a run by its label. Refuses `approval_missing`, `approval_ambiguous`.
 */
export async function findApprovable(world: World, words: string): Promise<Approvable | Refusal> {
  const [first = "", ...others] = words.split(" ");
  const named = approvalKinds.find((kind) => kind === first.toLowerCase());
  const [name = "", ...rest] = named ? others : [first, ...others];
  const number = parseRunLabel(name);
  const subject = number === null ? name : `BR-${number}`;
  const names = [subject, fullNumber(subject)].map((each) => each.toLowerCase());
  const open = await world.books.listOpenApprovals(1_000, world.clock.now());
  const meant = open
    .map(({ approval }) => approval)
    .filter((each) => names.includes(each.subject.toLowerCase()))
    .filter((each) => named === undefined || each.kind === named);
  const [only, second] = meant;
  if (only && !second) return { kind: only.kind, subject: only.subject, rest: rest.join(" ") };
  if (only) {
    const kinds = meant.map(({ kind }) => kind).join(" and ");
    const message = `${only.subject} waits for several decisions: ${kinds}.`;
    const remedy = `Write which one: /billrun approve ${only.kind} ${only.subject}.`;
    return refuse("approval_ambiguous", message, remedy);
  }
  if (number !== null && (named ?? "run") === "run") {
    return { kind: "run", subject, rest: rest.join(" ") };
  }
  const message = name === "" ? "What?" : `Nothing called "${name}" waits for approval.`;
  return refuse("approval_missing", message, "See what does with /billrun approvals.");
}
