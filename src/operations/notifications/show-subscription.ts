import { requirePermission } from "../approvals/require-permission.ts";
import type { Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { usualSubscription } from "./subscribe-channel.ts";
import type { Subscription } from "./subscription.ts";

/** What a channel hears of, or the usual where nobody said, and what it may be narrowed to. */
export type SubscriptionForm = {
  readonly subscription: Subscription;
  /** Whether it hears of it now. */
  readonly isSet: boolean;
  readonly segments: readonly string[];
  readonly currencies: readonly string[];
};

/** What a form about a channel begins with. Refuses `role_missing`. */
export async function showSubscription(
  world: World,
  actor: Actor,
  input: { readonly channel: string },
): Promise<SubscriptionForm | Refusal> {
  const no = requirePermission(actor, "view");
  if (no) return no;
  const [all, usual, choices] = await Promise.all([
    world.books.listSubscriptions(),
    usualSubscription(world, input.channel),
    world.books.selectionChoices(),
  ]);
  const found = all.find(({ channel }) => channel === input.channel);
  const { segments, currencies } = choices;
  return { subscription: found ?? usual, isSet: found !== undefined, segments, currencies };
}
