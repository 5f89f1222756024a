import type { Subscription } from "../../operations/notifications/subscription.ts";
import type { World } from "../../operations/world.ts";
import type { SlackMessage } from "../blocks.ts";
import { subscribedMessage } from "../messages/subscriptions-message.ts";
import { safeText } from "../text/safe-text.ts";

/** What a channel hears of from now on, and what stands in the way of its hearing it. */
export async function subscribedNotice(
  world: World,
  subscription: Subscription,
): Promise<SlackMessage> {
  const checks = await world.outside.check([subscription.channel]);
  const ofChannel = checks.filter(
    ({ isFine, what }) => !isFine && what === `Channel ${subscription.channel}`,
  );
  const warnings = ofChannel.map(({ text, remedy }) => safeText(`${text} ${remedy ?? ""}`.trim()));
  return subscribedMessage(subscription, warnings);
}
