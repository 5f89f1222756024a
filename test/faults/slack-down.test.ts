import { afterEach, expect, it } from "vitest";
import { openLog } from "../../src/open-log.ts";
import { channelMessages } from "../../src/sandbox/slack/conversations.ts";
import type { LocalSlack } from "../../src/sandbox/slack/local-slack.ts";
import { startWork } from "../../src/start-work.ts";
import { runReaches, waitUntil } from "../support/wait-until.ts";
import { expectAllBilled, launch, type November, preview } from "./november.ts";
import { channel, openSlack, openToldNovember } from "./told-november.ts";

const accounts = 10;
const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function openCompany(slack: LocalSlack): Promise<November> {
  closing.push(() => slack.stop());
  const november = await openToldNovember(slack.apiUrl, accounts);
  closing.push(() => november.close());
  const work = await startWork(november.world, november.url, openLog("silent").jobLog);
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
    const november = await openCompany(slack);
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
