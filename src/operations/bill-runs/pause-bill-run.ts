import type { BillRun } from "../../billing/bill-run/bill-run.ts";
import type { Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { moveByHand } from "./move-by-hand.ts";

/**
 * Lets the chunks that are being written end and starts no other; card and thread say why, if
 * somebody said so. Refuses `role_missing`, `bill_run_unknown`, `bill_run_state`.
 */
export function pauseBillRun(
  world: World,
  actor: Actor,
  input: { readonly number: number; readonly reason?: string | null },
): Promise<BillRun | Refusal> {
  return moveByHand(world, actor, input, "pause", "paused");
}
