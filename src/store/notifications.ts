import { happeningOf, isBroadcast } from "../operations/bill-runs/milestone.ts";
import type {
  NotificationsReader,
  NotificationsWriter,
} from "../operations/notifications/notifications-books.ts";
import type { NewMessage } from "../operations/notifications/outbox-message.ts";
import * as cards from "./cards.ts";
import type { Db } from "./database.ts";
import type { QueuedJob } from "./jobs-queue.ts";
import * as outbox from "./outbox.ts";
import * as sendRate from "./send-rate.ts";
import * as subscriptions from "./subscriptions.ts";
import {
  forgetUndelivered,
  type GivenUp,
  givenUpOfInstall,
  giveUpChannel,
  reviveChannel,
  reviveUndelivered,
  stranded,
  undelivered,
} from "./undelivered.ts";

/** Cards and the outbox, read. */
export function notificationsReader(db: Db): NotificationsReader {
  return {
    cardChannel: (runId) => cards.cardChannel(db, runId),
    findCopy: (subject, channel) => cards.findCopy(db, subject, channel),
    threadPlace: (subject, channel) => cards.threadPlace(db, subject, channel),
    dueMessages: (channel, now, limit) => outbox.dueMessages(db, channel, now, limit),
    countTold: (channel, event, since) => outbox.countTold(db, channel, event, since),
    stranded: (now) => stranded(db, now),
    undelivered: (limit) => undelivered(db, limit),
    listSubscriptions: () => subscriptions.listSubscriptions(db),
    waitingHappening: (id) => subscriptions.waitingHappening(db, id),
    untold: (keys) => subscriptions.untold(db, keys),
    lastToldBefore: (event, subject) => subscriptions.lastToldBefore(db, event, subject),
    segmentsOfRun: (runId) => subscriptions.segmentsOfRun(db, runId),
  };
}

/** Cards and the outbox, written; jobs wait in `last` for the end of the transaction. */
export function notificationsWriter(
  db: Db,
  last: { readonly jobs: (QueuedJob | null)[] },
): NotificationsWriter {
  const queue = async (message: NewMessage | null) => {
    if (message) last.jobs.push(await outbox.queueMessage(db, message));
  };
  const queueAll = async ({ messages, channels, copies }: GivenUp) => {
    last.jobs.push(...channels.map((channel) => outbox.deliveryJob(channel, 0)));
    for (const { subject, channel } of copies) {
      last.jobs.push(await cards.copyAgain(db, subject, channel, 0));
    }
    return { messages, cards: copies.length };
  };
  return {
    queueMessage: queue,
    async queueMilestone(milestone) {
      await queue(await outbox.milestoneMessage(db, milestone, isBroadcast(milestone)));
      const happening = happeningOf(milestone);
      if (happening) last.jobs.push(await subscriptions.queueHappening(db, happening));
    },
    queueFile: ({ key, channel, thread, ...data }) =>
      queue({ kind: "file", data, key, channel, thread }),
    latestMilestoneAt: (runId, kind) => outbox.latestMilestoneAt(db, runId, kind),
    queueCard: async (subject, channels = []) =>
      void last.jobs.push(...(await cards.cardJobs(db, subject, channels))),
    queueCopyAgain: async (subject, channel, afterMs) =>
      void last.jobs.push(await cards.copyAgain(db, subject, channel, afterMs)),
    markCopyTried: (subject, channel) => cards.markCopyTried(db, subject, channel),
    saveCopy: (subject, channel, shown, at) => cards.saveCopy(db, subject, channel, shown, at),
    forgetThread: (subject, channel) => outbox.forgetThread(db, subject, channel),
    forgetCopyPlace: (subject, channel) => cards.forgetCopyPlace(db, subject, channel),
    markCopyTrouble: (subject, channel, trouble) =>
      cards.markCopyTrouble(db, subject, channel, trouble),
    queueHappening: async (happening) =>
      void last.jobs.push(await subscriptions.queueHappening(db, happening)),
    queueSpreading: async (id) => void last.jobs.push(subscriptions.spreadingJob(id)),
    markSpread: (id, at) => subscriptions.markSpread(db, id, at),
    lockSubscription: (channel) => subscriptions.lockSubscription(db, channel),
    saveSubscription: (subscription, by, at) =>
      subscriptions.saveSubscription(db, subscription, by, at),
    removeSubscription: (channel) => subscriptions.removeSubscription(db, channel),
    giveUpChannel: (channel, trouble) => giveUpChannel(db, channel, trouble),
    reviveChannel: async (channel) => queueAll(await reviveChannel(db, channel)),
    async reviveInstall(key) {
      const all = { messages: 0, cards: 0 };
      for (const channel of await givenUpOfInstall(db, key)) {
        const { messages, cards } = await queueAll(await reviveChannel(db, channel));
        all.messages += messages;
        all.cards += cards;
      }
      return all;
    },
    reviveUndelivered: async (only) => queueAll(await reviveUndelivered(db, only)),
    forgetUndelivered: (only, at) => forgetUndelivered(db, only, at),
    queueDelivery: async (channel, afterMs) =>
      void last.jobs.push(outbox.deliveryJob(channel, afterMs)),
    markMessageTried: (id, rolled = []) => outbox.markMessageTried(db, id, rolled),
    holdMessages: (ids, until) => outbox.holdMessages(db, ids, until),
    saveFileId: (id, fileId) => outbox.saveFileId(db, id, fileId),
    markMessageDelivered: (id, place, at) => outbox.markMessageDelivered(db, id, place, at),
    markMessageTrouble: (id, trouble) => outbox.markMessageTrouble(db, id, trouble),
    takeTurn: (act, channel, pace) => sendRate.takeTurn(db, act, channel, pace),
    pauseTurns: (act, forMs) => sendRate.pauseTurns(db, act, forMs),
  };
}
