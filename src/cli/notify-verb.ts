import type { Command } from "commander";
import { forgetUndelivered } from "../operations/notifications/forget-undelivered.ts";
import { listSubscriptions } from "../operations/notifications/list-subscriptions.ts";
import { allNoticeEvents } from "../operations/notifications/notice-events.ts";
import { parseNotify } from "../operations/notifications/parse-notify.ts";
import { resendUndelivered } from "../operations/notifications/resend-undelivered.ts";
import { subscribeChannel } from "../operations/notifications/subscribe-channel.ts";
import type { Subscription } from "../operations/notifications/subscription.ts";
import { subscriptionText } from "../operations/notifications/subscription-text.ts";
import { undeliveredText } from "../operations/notifications/undelivered-text.ts";
import { unsubscribeChannel } from "../operations/notifications/unsubscribe-channel.ts";
import { isRefusal } from "../operations/refusal.ts";
import { localOperator } from "./act-as.ts";
import { printAnswer, printRefusal } from "./answer.ts";
import type { CliIo } from "./cli-io.ts";
import type { OpenCompany, Root } from "./root.ts";

type Options = { readonly json?: boolean };

/** `billrun notify`: what is told in which channel. The person at the machine acts as an admin. */
export function notifyVerb(program: Command, root: Root, io: CliIo): void {
  program
    .command("notify [channel] [words...]")
    .description(
      "what is told where; with a Slack channel's id: events, settings or off; resend, forget",
    )
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      `\nEvents: ${allNoticeEvents.join(", ")}, usual, all\n` +
        "Settings: segment:a,b currency:USD minimum:1000 digest:daily@9 quiet:18-8 " +
        "zone:Europe/Berlin\n" +
        "Example: billrun notify C0123ABCD run-ended run-exceptions digest:daily",
    )
    .action(async (channel: string | undefined, words: readonly string[], options: Options) => {
      const company = await root.open();
      try {
        await answer(company, io, [channel ?? "", ...words].join(" "), options);
      } finally {
        await company.stop();
      }
    });
}

async function answer(
  { world }: OpenCompany,
  io: CliIo,
  text: string,
  options: Options,
): Promise<void> {
  const request = parseNotify(text);
  if (isRefusal(request)) return printRefusal(io, request, options);
  const actor = localOperator();
  switch (request.what) {
    case "list":
      return printAnswer(io, await listSubscriptions(world, actor), options, listText);
    case "ask": {
      const all = await listSubscriptions(world, actor);
      const own = isRefusal(all) ? all : all.filter(({ channel }) => channel === request.channel);
      return printAnswer(io, own, options, listText);
    }
    case "resend":
      return printAnswer(io, await resendUndelivered(world, actor, request), options, (counts) =>
        undeliveredText(counts, "tried again"),
      );
    case "forget":
      return printAnswer(io, await forgetUndelivered(world, actor, request), options, (counts) =>
        undeliveredText(counts, "forgotten"),
      );
    case "off":
      return printAnswer(io, await unsubscribeChannel(world, actor, request), options, (before) => {
        return `${before.channel} hears of nothing any more, its own runs aside.`;
      });
    case "set":
      return printAnswer(io, await subscribeChannel(world, actor, request), options, lineOf);
  }
}

function listText(all: readonly Subscription[]): string {
  return all.length === 0
    ? "No channel has asked to hear of anything."
    : all.map(lineOf).join("\n");
}

function lineOf(subscription: Subscription): string {
  const { channel, events } = subscription;
  const parts = [events.join(", "), subscriptionText(subscription)].filter(Boolean);
  return `${channel}: ${parts.join(" · ")}`;
}
