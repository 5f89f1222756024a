import { openLog } from "../../src/open-log.ts";
import { type LocalSlack, startLocalSlack } from "../../src/sandbox/slack/local-slack.ts";
import { oneClient } from "../../src/slack/channel-clients.ts";
import { createSlackNotifier, postingOptions } from "../../src/slack/slack-notifier.ts";
import { type November, openNovember } from "./november.ts";

/** Where the run's card and thread stand. */
export const channel = "C0BILLING";
export const botToken = "xoxb-test";

/** A local Slack that only listens: nobody clicks there. */
export function openSlack(): Promise<LocalSlack> {
  const people = ["dana", "lee", "billrun"].map((name) => {
    const id = `U0${name.toUpperCase()}`;
    return { id, name, realName: name, timeZone: "UTC", isBot: name === "billrun" };
  });
  return startLocalSlack({
    appUrl: "http://127.0.0.1:9",
    signingSecret: "0123456789abcdef0123456789abcdef",
    botToken,
    team: { id: "T0BILLRUN", name: "Billrun", domain: "billrun" },
    command: "/billrun",
    people,
    channels: [{ id: channel, name: "billing", members: people.map(({ id }) => id) }],
  });
}

/** A company of so many accounts that tells that Slack of its runs. */
export function openToldNovember(slackApiUrl: string, accounts: number): Promise<November> {
  const { log } = openLog("silent");
  const clientOf = oneClient(botToken, postingOptions(slackApiUrl, log));
  const clock = { now: () => new Date() };
  const notifier = createSlackNotifier({ clientOf, clock, gapMs: 1 });
  return openNovember({ accounts, notifier });
}
