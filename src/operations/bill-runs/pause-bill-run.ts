import type { BillRun } from "../../billing/bill-run/bill-run.ts";
import type { Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { moveByHand } from "./move-by-hand.ts";

/** Lets the chunks that are being written end and starts no other. Refuses `bill_run_state`. */
export function pauseBillRun(
  world: World,
  actor: Actor,
  input: { readonly number: number },
): Promise<BillRun | Refusal> {
  return moveByHand(world, actor, input, "pause", "paused");
}
