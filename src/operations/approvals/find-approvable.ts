import type { Approval } from "../../billing/approvals/approval.ts";
import {
  type ApprovalKind,
  approvalKinds,
  kindText,
} from "../../billing/approvals/approval-kind.ts";
import { parseRunLabel } from "../../billing/bill-run/bill-run.ts";
import { fullNumber } from "../invoices/find-document.ts";
import { quoteTyped } from "../quote-typed.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { World } from "../world.ts";
import { isApprovable } from "./approval-subjects.ts";

/** Kind and subject of a request, and the words behind them. */
export type Approvable = {
  readonly kind: ApprovalKind;
  readonly subject: string;
  readonly rest: string;
};

/**
 * What a person means who writes "BR-12 looks right", "Q-88" or "reversal BR-12": the open request
 * about it, else one that was decided. A run's label alone is the run, never what takes it back.
 * Refuses `approval_missing`, `approval_ambiguous`.
 */
export async function findApprovable(world: World, words: string): Promise<Approvable | Refusal> {
  const [first = "", ...others] = words.split(" ");
  const named = approvalKinds.find((kind) => kind === first.toLowerCase());
  const [name = "", ...more] = named ? others : [first, ...others];
  const number = parseRunLabel(name);
  const subject = number === null ? name : `BR-${number}`;
  const rest = more.join(" ");
  const names = [subject, fullNumber(subject)].map((each) => each.toLowerCase());
  const open = await world.books.listOpenApprovals(1_000, world.clock.now());
  const meant = open
    .map(({ approval }) => approval)
    .filter((each) => names.includes(each.subject.toLowerCase()))
    .filter((each) => named === undefined || each.kind === named);
  const [only, second] = meant;
  const isRun = number !== null && (named ?? "run") === "run";
  if (second || (only && isRun && only.kind !== "run")) return refuseAmbiguous(meant, isRun);
  if (only) return { kind: only.kind, subject: only.subject, rest };
  if (isRun) return { kind: "run", subject, rest };
  const decided = await findDecided(world, named, [subject, fullNumber(subject)]);
  if (decided) return { ...decided, rest };
  const message = name === "" ? "What?" : `Nothing called ${quoteTyped(name)} waits for approval.`;
  return refuse("approval_missing", message, "See what does with /billrun approvals.");
}

function refuseAmbiguous(meant: readonly Approval[], isRun: boolean): Refusal {
  const [first] = meant;
  if (!first) throw new Error("nothing is meant");
  const { kind, subject } = meant.find((each) => each.kind !== "run") ?? first;
  const kinds = meant.map((each) => kindText(each.kind)).join(" and ");
  const message =
    isRun && meant.length === 1
      ? `${subject} itself does not wait for approval, but its ${kindText(kind)} does.`
      : `${subject} waits for several decisions: ${kinds}.`;
  const which = `${kind} ${subject}`;
  const remedy = `Write which one: /billrun approve ${which}, or reject ${which}.`;
  return refuse("approval_ambiguous", message, remedy);
}

/** A request that was decided, so that whoever comes late hears by whom. */
async function findDecided(
  world: World,
  named: ApprovalKind | undefined,
  subjects: readonly string[],
): Promise<Pick<Approvable, "kind" | "subject"> | null> {
  const kinds = (named ? [named] : approvalKinds).filter(isApprovable);
  for (const subject of new Set(subjects)) {
    for (const kind of kinds) {
      if (await world.books.latestApprovalOf(kind, subject)) return { kind, subject };
    }
  }
  return null;
}
