import { deliverMessages } from "../../../src/operations/notifications/deliver-messages.ts";
import { showCard } from "../../../src/operations/notifications/show-card.ts";
import { previewed, type Stage } from "../twin-stage.ts";
import type { Twin } from "./twin.ts";

/** A channel of the test's own, in which something waits. */
async function waitingIn(stage: Stage): Promise<string> {
  const { account } = stage.fresh();
  const channel = `C0${account.toUpperCase()}`;
  const data = { text: "A note." };
  await stage.books.write((tx) =>
    tx.queueMessage({ kind: "note", data, key: `note:${channel}`, channel }),
  );
  return channel;
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
