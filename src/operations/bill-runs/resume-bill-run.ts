import type { BillRun } from "../../billing/bill-run/bill-run.ts";
import type { Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { moveByHand } from "./move-by-hand.ts";

/** Goes on with a paused run where it stopped. Refuses `bill_run_state`. */
export function resumeBillRun(
  world: World,
  actor: Actor,
  input: { readonly number: number },
): Promise<BillRun | Refusal> {
  return moveByHand(world, actor, input, "resume", "resumed");
}
