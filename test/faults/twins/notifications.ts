import { deliverMessages } from "../../../src/operations/notifications/deliver-messages.ts";
import { forgetUndelivered } from "../../../src/operations/notifications/forget-undelivered.ts";
import { listSubscriptions } from "../../../src/operations/notifications/list-subscriptions.ts";
import { postDailyNotices } from "../../../src/operations/notifications/post-daily-notices.ts";
import { releaseMessages } from "../../../src/operations/notifications/release-messages.ts";
import { reopenChannel } from "../../../src/operations/notifications/reopen-channel.ts";
import { resendUndelivered } from "../../../src/operations/notifications/resend-undelivered.ts";
import { showCard } from "../../../src/operations/notifications/show-card.ts";
import { showSubscription } from "../../../src/operations/notifications/show-subscription.ts";
import { spreadHappening } from "../../../src/operations/notifications/spread-happening.ts";
import { subscribeChannel } from "../../../src/operations/notifications/subscribe-channel.ts";
import { unsubscribeChannel } from "../../../src/operations/notifications/unsubscribe-channel.ts";
import { previewed, type Stage } from "../twin-stage.ts";
import { reading, type Twin } from "./twin.ts";

/** A channel of the test's own, in which something waits. */
async function waitingIn(stage: Stage): Promise<string> {
  const channel = someChannel();
  const data = { text: "A note." };
  await stage.books.write((tx) =>
    tx.queueMessage({ kind: "note", data, key: `note:${channel}`, channel }),
  );
  return channel;
}

/** A channel in which something was given up until it is open again. */
async function givenUpIn(stage: Stage): Promise<string> {
  const channel = await waitingIn(stage);
  await stage.sql(
    `UPDATE outbox_message SET failed_at = now(), again_at = now(), trouble = 'is_archived'
      WHERE channel = $1`,
    [channel],
  );
  return channel;
}

let days = 0;

/** Noon of a day on which nothing was told yet. */
function dayOf(stage: Stage): Date {
  days += 1;
  return new Date(stage.world.clock.now().getTime() + days * 86_400_000);
}

let channels = 0;

/** A channel of the test's own. */
function someChannel(): string {
  channels += 1;
  return `C0TWIN${channels}`;
}

/** Something that happened to a run, of which one channel hears. */
async function happened(stage: Stage): Promise<string> {
  const channel = someChannel();
  await stage.sql("DELETE FROM channel_subscription");
  const change = { events: ["run-launched"] } as const;
  await subscribeChannel(stage.world, stage.admin, { channel, change });
  const { id, number } = await previewed(stage);
  const at = stage.world.clock.now().toISOString();
  const key = `launched:${number}`;
  const event = "run-launched" as const;
  await stage.books.write((tx) =>
    tx.queueHappening({ key, event, subject: `run:${id}`, at, data: { by: "Dana" } }),
  );
  const [row] = await stage.sql<{ id: string }>("SELECT id FROM happening WHERE key = $1", [key]);
  return row?.id ?? "";
}

/** What tells people. */
export const notificationTwins: Readonly<Record<string, Twin>> = {
  "notifications/deliver-messages": {
    async prepare(stage) {
      const channel = await waitingIn(stage);
      return (world) => deliverMessages(world, channel);
    },
    second: "same",
    auditsOfSecond: 0,
    oneAtATime: true,
  },
  "notifications/list-subscriptions": reading((world, { admin }) =>
    listSubscriptions(world, admin),
  ),
  "notifications/post-daily-notices": {
    async prepare(stage) {
      const channel = someChannel();
      const change = { events: ["audit-head"] } as const;
      await subscribeChannel(stage.world, stage.admin, { channel, change });
      const on = dayOf(stage);
      return (world) => postDailyNotices({ ...world, clock: { now: () => on } });
    },
    second: 0,
    auditsOfSecond: 0,
  },
  "notifications/release-messages": {
    async prepare(stage) {
      const channel = await waitingIn(stage);
      await stage.sql("SELECT graphile_worker.remove_job($1)", [`deliver:${channel}`]);
      return releaseMessages;
    },
    second: 0,
    auditsOfSecond: 0,
  },
  "notifications/reopen-channel": {
    async prepare(stage) {
      const channel = await givenUpIn(stage);
      return (world) => reopenChannel(world, { channel });
    },
    second: 0,
    auditsOfSecond: 0,
  },
  "notifications/show-subscription": reading((world, { admin }) =>
    showSubscription(world, admin, { channel: "C0NEW" }),
  ),
  "notifications/spread-happening": {
    async prepare(stage) {
      const id = await happened(stage);
      return (world) => spreadHappening(world, id);
    },
    second: "same",
    auditsOfSecond: 0,
  },
  "notifications/subscribe-channel": {
    async prepare(stage) {
      const channel = someChannel();
      const change = { events: ["run-ended"], digest: "daily" } as const;
      return (world) => subscribeChannel(world, stage.admin, { channel, change });
    },
    second: "same",
    auditsOfSecond: 1,
  },
  "notifications/unsubscribe-channel": {
    async prepare(stage) {
      const channel = someChannel();
      await subscribeChannel(stage.world, stage.admin, { channel, change: {} });
      return (world) => unsubscribeChannel(world, stage.admin, { channel });
    },
    second: ["subscription_missing"],
    auditsOfSecond: 1,
  },
  "notifications/resend-undelivered": {
    async prepare(stage) {
      const channel = await givenUpIn(stage);
      return (world) => resendUndelivered(world, stage.admin, { channel });
    },
    second: ["nothing_undelivered"],
    auditsOfSecond: 1,
  },
  "notifications/forget-undelivered": {
    async prepare(stage) {
      const channel = await givenUpIn(stage);
      return (world) => forgetUndelivered(world, stage.admin, { channel });
    },
    second: ["nothing_undelivered"],
    auditsOfSecond: 1,
  },
  "notifications/show-card": {
    async prepare(stage) {
      const { id } = await previewed(stage);
      return (world) => showCard(world, `run:${id}`, "C1");
    },
    second: "same",
    auditsOfSecond: 0,
    oneAtATime: true,
  },
};
