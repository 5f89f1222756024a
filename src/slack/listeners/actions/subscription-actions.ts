import { changeSubscriptionAction } from "../../messages/subscriptions-message.ts";
import { openSubscriptionForm } from "../subscription-form.ts";
import type { ElementAction } from "./element-action.ts";

/** Buttons of the list of what is told where. */
export const subscriptionActions: readonly ElementAction[] = [
  {
    actionId: changeSubscriptionAction,
    act: (value) => ({ action: "slack.notify", subject: value || "channel" }),
    title: "What a channel hears",
    open: ({ world, actor, value, channel }) =>
      openSubscriptionForm({
        ...{ world, actor, askedIn: channel ?? "" },
        channel: /^[CDG][A-Z0-9]{1,30}$/.test(value) ? value : "",
      }),
  },
];
