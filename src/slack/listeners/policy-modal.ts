import type { ModalView } from "@slack/web-api";
import { showPolicy } from "../../operations/approvals/show-policy.ts";
import { isRefusal, type Refusal } from "../../operations/refusal.ts";
import type { Actor, World } from "../../operations/world.ts";
import { policyView } from "../modals/policy-view.ts";

/**
 * The modal that shows who must agree to what; those who may propose a change find it there, and
 * its card comes to `channel`.
 */
export async function openPolicyView(
  world: World,
  actor: Actor,
  channel: string | null,
): Promise<ModalView | Refusal> {
  const view = await showPolicy(world, actor);
  return isRefusal(view) ? view : policyView(view, channel);
}
