import type { Button, KnownBlock } from "@slack/web-api";
import { countOf, countText } from "../../billing/money/amount-text.ts";
import { allNoticeEvents, noticeEvents } from "../../operations/notifications/notice-events.ts";
import type { Subscription } from "../../operations/notifications/subscription.ts";
import { subscriptionText } from "../../operations/notifications/subscription-text.ts";
import { buttons, context, type SlackMessage, section } from "../blocks.ts";
import { safeName } from "../text/safe-text.ts";

/** Opens the form about a channel; without a value, about one to be chosen. */
export const changeSubscriptionAction = "subscription_change";

/** Characters of all lines: Slack takes about 13,000 of a message's blocks, buttons and all. */
const mostCharacters = 4_000;
/** Channels in one list; Slack takes 50 blocks a message. */
const mostListed = 25;

/** What is told where, and how to change it. */
export function subscriptionsMessage(all: readonly Subscription[]): SlackMessage {
  const events = allNoticeEvents.map((event) => `\`${event}\` ${noticeEvents[event].says}`);
  const own = "A run's card and its thread stand where the run was made, whatever is set here.";
  const lines = fitting(all);
  const rest = all.length - lines.length;
  const text =
    all.length === 0
      ? "No channel has asked to hear of anything yet."
      : `${countOf(all.length, "channel hears", "channels hear")} of what happens.`;
  return {
    text: `${text} Set one with /billrun notify #channel.`,
    blocks: [
      section(text),
      ...lines,
      ...(rest > 0 ? [context(`and ${countText(rest)} more: billrun notify on the server`)] : []),
      ...buttons([button("Set a channel…", "")]),
      context(`${events.join("\n")}\n${own}`),
    ],
  };
}

/** What a channel hears of from now on. */
export function subscribedMessage(
  subscription: Subscription,
  warnings: readonly string[] = [],
): SlackMessage {
  const { channel, events } = subscription;
  const narrowed = subscriptionText(subscription, safeName);
  const text = `<#${channel}> hears of ${events.join(", ")}.${narrowed && ` ${narrowed}`}`;
  return {
    text: [text, ...warnings].join(" "),
    blocks: [section(text), ...warnings.map((warning) => section(warning))],
  };
}

/** A channel hears of nothing any more. */
export function unsubscribedMessage(channel: string): SlackMessage {
  const text = `<#${channel}> hears of nothing any more, its own runs aside.`;
  return { text, blocks: [section(text)] };
}

/** The lines that a message has room for. */
function fitting(all: readonly Subscription[]): readonly KnownBlock[] {
  const lines: KnownBlock[] = [];
  let characters = 0;
  for (const subscription of all.slice(0, mostListed)) {
    const text = lineOf(subscription);
    characters += text.length;
    if (characters > mostCharacters) break;
    lines.push({
      type: "section",
      text: { type: "mrkdwn", text, verbatim: true },
      accessory: button("Change…", subscription.channel),
    });
  }
  return lines;
}

function lineOf(subscription: Subscription): string {
  const { channel, events } = subscription;
  const heard = events.length === allNoticeEvents.length ? "everything" : events.join(", ");
  const narrowed = subscriptionText(subscription, safeName);
  return [`*<#${channel}>*  ${heard}`, narrowed].filter(Boolean).join("\n");
}

function button(label: string, channel: string): Button {
  return {
    type: "button",
    action_id: changeSubscriptionAction,
    text: { type: "plain_text", text: label, emoji: false },
    ...(channel === "" ? {} : { value: channel }),
  };
}
