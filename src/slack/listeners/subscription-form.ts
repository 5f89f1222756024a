import type { ModalView } from "@slack/web-api";
import { showSubscription } from "../../operations/notifications/show-subscription.ts";
import { isRefusal, type Refusal } from "../../operations/refusal.ts";
import type { Actor, World } from "../../operations/world.ts";
import { subscriptionView } from "../modals/subscription-view.ts";

/** The form about a channel, filled with what it hears of now; "" for one to be chosen. */
export async function openSubscriptionForm(call: {
  readonly world: World;
  readonly actor: Actor;
  readonly channel: string;
  readonly askedIn: string;
}): Promise<ModalView | Refusal> {
  const { world, actor, channel, askedIn } = call;
  const form = await showSubscription(world, actor, { channel });
  return isRefusal(form) ? form : subscriptionView(form, askedIn);
}
