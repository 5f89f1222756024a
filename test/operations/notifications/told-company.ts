import { expect } from "vitest";
import type { Subject } from "../../../src/operations/notifications/card.ts";
import { deliverMessages } from "../../../src/operations/notifications/deliver-messages.ts";
import type { NoticeEvent } from "../../../src/operations/notifications/notice-events.ts";
import type { SubscriptionChange } from "../../../src/operations/notifications/parse-notify.ts";
import { showCard } from "../../../src/operations/notifications/show-card.ts";
import { spreadHappening } from "../../../src/operations/notifications/spread-happening.ts";
import { subscribeChannel } from "../../../src/operations/notifications/subscribe-channel.ts";
import type { World } from "../../../src/operations/world.ts";
import { channelMessages } from "../../../src/sandbox/slack/conversations.ts";
import { type LocalSlack, startLocalSlack } from "../../../src/sandbox/slack/local-slack.ts";
import { oneClient } from "../../../src/slack/channel-clients.ts";
import { createSlackNotifier, postingOptions } from "../../../src/slack/slack-notifier.ts";
import { smallCompany } from "../../scenarios/small-company.ts";
import { openSmallBooks, type SmallBooks } from "../../store/small-books.ts";
import { actorNamed, addMember } from "../../support/members.ts";

/** The books of a small company whose people are told things in a local Slack. */
export type ToldCompany = SmallBooks & {
  readonly slack: LocalSlack;
  /** Does what the queue would, until nothing is left that can be done now. */
  work(): Promise<void>;
  /** Lets a channel hear of events, as an admin asks. */
  hear(channel: string, events: readonly NoticeEvent[], more?: SubscriptionChange): Promise<void>;
  /** It is then. */
  moveTo(instant: string): void;
  /** Texts of a channel, the oldest first; "> " before what stands in a thread only. */
  read(channel: string): readonly string[];
};

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const botToken = "xoxb-test";

/** Opens both; nobody takes jobs by itself. `C1` is where runs are made. */
export async function openToldCompany(keys: readonly string[]): Promise<ToldCompany> {
  const small = await openSmallBooks(smallCompany(keys.map((key) => ({ key }))));
  let now = new Date("2026-11-02T12:00:00Z");
  const clock = { now: () => now };
  const slack = await openSlack(clock.now);
  const clientOf = oneClient(botToken, postingOptions(slack.apiUrl, quiet));
  const notifier = createSlackNotifier({ clientOf, clock, gapMs: 0 });
  const world: World = { ...small.world, clock, notifier };
  return {
    ...{ ...small, world, slack },
    work: () => workOff({ ...small, world }),
    async hear(channel, events, more = {}) {
      const admin = actorNamed(await addMember(world, "Ada", "admin"));
      const change = { events, ...more };
      expect(await subscribeChannel(world, admin, { channel, change })).toHaveProperty("events");
    },
    moveTo: (instant) => {
      now = new Date(instant);
    },
    read: (channel) => readAll(slack, channel),
    async close() {
      await slack.stop();
      await small.close();
    },
  };
}

function openSlack(now: () => Date): Promise<LocalSlack> {
  const people = ["dana", "lee", "billrun"].map((name) => {
    const id = `U0${name.toUpperCase()}`;
    return { id, name, realName: name, timeZone: "UTC", isBot: name === "billrun" };
  });
  const members = people.map(({ id }) => id);
  return startLocalSlack({
    ...{ appUrl: "http://127.0.0.1:9", signingSecret: "0123456789abcdef0123456789abcdef" },
    ...{ botToken, command: "/billrun", people, now },
    team: { id: "T0BILLRUN", name: "Billrun", domain: "billrun" },
    channels: ["C1", "C2", "C3"].map((id) => ({ id, name: `channel-${id}`, members })),
  });
}

function readAll(slack: LocalSlack, channel: string): readonly string[] {
  const person = slack.person("U0DANA");
  return channelMessages(slack.state, channel)
    .filter(({ threadTs, ts }) => threadTs === undefined || threadTs === ts)
    .flatMap(({ ts }) => {
      const thread = person.thread(channel, ts);
      return thread.map(({ text, isBroadcast }, at) =>
        at > 0 && !isBroadcast ? `> ${text}` : text,
      );
    });
}

type Job = { readonly key: string; readonly task: string; readonly payload: Payload };
type Payload = { readonly channel: string; readonly subject: Subject; readonly id: string };

/** Jobs of telling, each once; those that would come again later are left. */
async function workOff(small: SmallBooks): Promise<void> {
  for (;;) {
    const jobs = await small.sql<Job>(
      `SELECT key, t.identifier AS task, payload FROM graphile_worker._private_jobs j
         JOIN graphile_worker._private_tasks t ON t.id = j.task_id
        WHERE t.identifier IN ('show-card', 'deliver-messages', 'spread-happening')
        ORDER BY j.id`,
    );
    if (jobs.length === 0) return;
    for (const job of jobs) {
      await small.sql("SELECT graphile_worker.remove_job($1)", [job.key]);
      await doJob(small.world, job);
    }
  }
}

async function doJob(world: World, { task, payload }: Job): Promise<void> {
  const { channel, subject, id } = payload;
  if (task === "spread-happening") return spreadHappening(world, id);
  const again = () =>
    task === "show-card" ? showCard(world, subject, channel) : deliverMessages(world, channel);
  while ((await again()) === 0);
}
