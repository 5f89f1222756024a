import type { BillRun } from "../../billing/bill-run/bill-run.ts";
import type { Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { moveByHand } from "./move-by-hand.ts";

/** Ends a run that was not launched; nothing was billed by it. Refuses `bill_run_state`. */
export function cancelBillRun(
  world: World,
  actor: Actor,
  input: { readonly number: number },
): Promise<BillRun | Refusal> {
  return moveByHand(world, actor, input, "cancel", "canceled");
}
