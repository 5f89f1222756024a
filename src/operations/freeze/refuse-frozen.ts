import { type Refusal, refuse } from "../refusal.ts";
import type { Freeze } from "./freeze-books.ts";

/** A request to lift a freeze holds for so long. */
export const askHoldsMs = 3_600_000;

/** Acts that let runs bill; whatever is approved is done by its last approval. */
const stopped = /^bill-run\.(launch|resume)$|\.approve$/;

/**
 * Whether an act, by its name in the audit trail, is refused while billing is frozen. Looking,
 * previewing, rejecting, pausing and canceling go on.
 */
export function stopsWhileFrozen(action: string): boolean {
  return stopped.test(action);
}

/** "Lee froze all billing (wrong VAT rate)", for sentences and cards. */
export function freezeText(freeze: Pick<Freeze, "byName" | "reason">): string {
  return `${freeze.byName} froze all billing${freeze.reason ? ` (${freeze.reason})` : ""}`;
}

/** The no to everything that bills: who froze it, why, when, and who can end it. */
export function refuseFrozen(freeze: Freeze): Refusal {
  const remedy = freeze.asked
    ? `${freeze.asked.byName} asked to lift it: another controller, approver or admin ` +
      "agrees with /billrun unfreeze."
    : "Two of the controllers, approvers and admins lift it with /billrun unfreeze.";
  return { ...refuse("frozen", `${freezeText(freeze)}.`, remedy), at: freeze.frozenAt };
}

/** Whether somebody's request to lift the freeze still waits for a second person. */
export function isAskedStill(freeze: Freeze, now: Date): boolean {
  return freeze.asked !== null && now.getTime() - Date.parse(freeze.asked.at) < askHoldsMs;
}
