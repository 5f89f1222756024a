import { afterEach, expect, it } from "vitest";
import { openLog } from "../../src/open-log.ts";
import { channelMessages } from "../../src/sandbox/slack/conversations.ts";
import { type LocalSlack, startLocalSlack } from "../../src/sandbox/slack/local-slack.ts";
import { oneClient } from "../../src/slack/channel-clients.ts";
import { createSlackNotifier, postingOptions } from "../../src/slack/slack-notifier.ts";
import { startWork } from "../../src/start-work.ts";
import { runReaches, waitUntil } from "../support/wait-until.ts";
import { expectAllBilled, launch, type November, openNovember, preview } from "./november.ts";

const accounts = 10;
const channel = "C0BILLING";
const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function openSlack(): Promise<LocalSlack> {
  const people = ["dana", "lee", "billrun"].map((name) => {
    const id = `U0${name.toUpperCase()}`;
    return { id, name, realName: name, timeZone: "UTC", isBot: name === "billrun" };
  });
  const slack = await startLocalSlack({
    appUrl: "http://127.0.0.1:9",
    signingSecret: "0123456789abcdef0123456789abcdef",
    botToken: "xoxb-test",
    team: { id: "T0BILLRUN", name: "Billrun", domain: "billrun" },
    command: "/billrun",
    people,
    channels: [{ id: channel, name: "billing", members: people.map(({ id }) => id) }],
  });
  closing.push(() => slack.stop());
  return slack;
}

async function openCompany(slackApiUrl: string): Promise<November> {
  const { log, jobLog } = openLog("silent");
  const clock = { now: () => new Date() };
  const clientOf = oneClient("xoxb-test", postingOptions(slackApiUrl, log));
  const notifier = createSlackNotifier({ clientOf, clock, gapMs: 1 });
  const november = await openNovember({ accounts, notifier });
  closing.push(() => november.close());
  const work = await startWork(november.world, november.url, jobLog);
  closing.push(() => work.stop());
  return november;
}

/** What waits for half a minute or more is done now. */
function hurry({ sql }: November) {
  return sql("UPDATE graphile_worker._private_jobs SET run_at = now() WHERE locked_at IS NULL");
}

const faults: readonly (readonly [string, (slack: LocalSlack, isOn: boolean) => void])[] = [
  ["Slack is down", (slack, isOn) => Object.assign(slack.chaos, { isDown: isOn })],
  ["Slack asks for pauses", (slack, isOn) => Object.assign(slack.chaos, { rateLimitStorm: isOn })],
  [
    "the token is revoked",
    (slack, isOn) => {
      for (const token of slack.state.tokens.values()) token.isRevoked = isOn;
    },
  ],
];

it.each(faults)(
  "a run goes on while %s, and all of it is told afterwards, once and in order",
  async (_, strike) => {
    const slack = await openSlack();
    const november = await openCompany(slack.apiUrl);
    const { world, sql } = november;
    strike(slack, true);
    const run = await preview(november, channel);
    await launch(november, run);
    await runReaches(world, run.number, "completed");
    await expectAllBilled(november, accounts);
    expect(channelMessages(slack.state, channel)).toEqual([]);

    strike(slack, false);
    await waitUntil("everything to be told", async () => {
      await hurry(november);
      const [left] = await sql<{ many: number }>(
        "SELECT count(*)::int AS many FROM outbox_message WHERE delivered_at IS NULL",
      );
      return left?.many === 0 ? true : null;
    });
    const [card] = channelMessages(slack.state, channel);
    const thread = slack
      .person("U0DANA")
      .thread(channel, card?.ts ?? "")
      .slice(1);
    expect(card?.text).toContain("completed");
    const told = thread.map(({ text }) => text.replace(/^BR-1(, [^:]*)?: /, ""));
    expect(told.map((text) => text.split(/[ ,:.]/)[0])).toEqual([
      "Made",
      "Previewed",
      "All",
      "Dana",
      "Approved",
      "Launched",
      "BR-1",
    ]);
    expect(await world.books.undelivered(9)).toEqual([]);
    expect(await world.books.checkInvariants()).toEqual([]);
  },
  60_000,
);
