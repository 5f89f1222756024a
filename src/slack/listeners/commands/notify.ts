import { forgetUndelivered } from "../../../operations/notifications/forget-undelivered.ts";
import { listSubscriptions } from "../../../operations/notifications/list-subscriptions.ts";
import { allNoticeEvents } from "../../../operations/notifications/notice-events.ts";
import { parseNotify } from "../../../operations/notifications/parse-notify.ts";
import { resendUndelivered } from "../../../operations/notifications/resend-undelivered.ts";
import { subscribeChannel } from "../../../operations/notifications/subscribe-channel.ts";
import { undeliveredText } from "../../../operations/notifications/undelivered-text.ts";
import { unsubscribeChannel } from "../../../operations/notifications/unsubscribe-channel.ts";
import { isRefusal, type Refusal } from "../../../operations/refusal.ts";
import type { SlackMessage } from "../../blocks.ts";
import { noticeMessage } from "../../messages/notice-message.ts";
import { subscriptionsMessage, unsubscribedMessage } from "../../messages/subscriptions-message.ts";
import { subscribedNotice } from "../subscribed-notice.ts";
import { openSubscriptionForm } from "../subscription-form.ts";
import type { Command, CommandCall } from "./command.ts";

export const notify: Command = {
  name: "notify",
  usage: "notify [#channel [events|off]]",
  summary: "what is told in which channel",
  detail:
    "Alone it lists what is told where. With a channel it opens a form; with events it sets them " +
    `at once: ${allNoticeEvents.join(", ")}, \`usual\` or \`all\`. Add segment:, currency: and ` +
    "minimum: to narrow them, digest:hourly or digest:daily@9 to hear together of what can wait, " +
    "quiet:18-8 and zone:Europe/Berlin for hours without messages. `off` ends it. " +
    "`resend` and `forget` are for messages that doctor says were given up.",
  talksIn: (sent) => {
    const request = parseNotify(sent);
    const isSetUp = !isRefusal(request) && (request.what === "set" || request.what === "ask");
    return isSetUp ? request.channel : null;
  },
  form: {
    opensFor: (words) => /^#\S+$/.test(words),
    title: "What a channel hears",
    open: async ({ world, actor, sent, channel: askedIn }) => {
      const request = parseNotify(sent);
      if (isRefusal(request)) return request;
      const channel = request.what === "ask" ? request.channel : "";
      return openSubscriptionForm({ world, actor, channel, askedIn });
    },
  },
  run,
};

async function run({ world, actor, sent }: CommandCall): Promise<SlackMessage | Refusal> {
  const request = parseNotify(sent);
  if (isRefusal(request)) return request;
  switch (request.what) {
    case "ask":
    case "list": {
      const all = await listSubscriptions(world, actor);
      return isRefusal(all) ? all : subscriptionsMessage(all);
    }
    case "resend":
    case "forget": {
      const isResent = request.what === "resend";
      const act = isResent ? resendUndelivered : forgetUndelivered;
      const counts = await act(world, actor, request);
      if (isRefusal(counts)) return counts;
      return noticeMessage(undeliveredText(counts, isResent ? "tried again" : "forgotten"));
    }
    case "off": {
      const ended = await unsubscribeChannel(world, actor, request);
      return isRefusal(ended) ? ended : unsubscribedMessage(request.channel);
    }
    case "set": {
      const saved = await subscribeChannel(world, actor, request);
      return isRefusal(saved) ? saved : subscribedNotice(world, saved);
    }
  }
}
