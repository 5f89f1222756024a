import type { BillRunState } from "../../billing/bill-run/lifecycle.ts";
import type { BillRunView } from "../../operations/bill-runs/bill-run-view.ts";
import type { Freeze } from "../../operations/freeze/freeze-books.ts";
import { freezeText, isAskedStill } from "../../operations/freeze/refuse-frozen.ts";
import { clockText } from "../text/day-text.ts";
import { safeName, safeText } from "../text/safe-text.ts";

/** States in which a freeze stands in a run's way. */
const stopped: ReadonlySet<BillRunState> = new Set([
  "previewed",
  "awaiting-approval",
  "approved",
  "running",
  "paused",
]);

/** What a run's card says of the freeze that stops it; null where none does. */
export function freezeLineOf({ run, frozen }: BillRunView, now: Date): string | null {
  return frozen && stopped.has(run.state) ? freezeLine(frozen, now) : null;
}

/** Who froze billing, why and since when, and how it goes on. */
export function freezeLine(freeze: Freeze, now: Date): string {
  const who = safeText(freezeText(freeze));
  const why = `:no_entry: *Frozen.* ${who}, ${clockText(freeze.frozenAt)}.`;
  const asked = isAskedStill(freeze, now) ? freeze.asked : null;
  const next = asked
    ? `${safeName(asked.byName)} asked to lift it; a second controller, approver or admin agrees`
    : "Nothing is billed until two of the controllers, approvers and admins lift it";
  return `${why}\n${next} with \`/billrun unfreeze\`.`;
}
