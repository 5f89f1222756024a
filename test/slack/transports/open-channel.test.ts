import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deliverMessages } from "../../../src/operations/notifications/deliver-messages.ts";
import { smallCompany } from "../../scenarios/small-company.ts";
import { openSmallBooks, type SmallBooks } from "../../store/small-books.ts";
import { waitUntil } from "../../support/wait-until.ts";
import { type OpenCounter, openCounterOver, transports } from "../open-counter.ts";

const channel = "C0BILLING";

describe.each(transports)("over %s, a channel that was closed", (transport) => {
  let small: SmallBooks;
  let counter: OpenCounter<SmallBooks["world"]>;
  beforeEach(async () => {
    small = await openSmallBooks(smallCompany([]));
    counter = await openCounterOver(small.world, transport);
  });
  afterEach(async () => {
    await counter.close();
    await small.close();
  });

  async function deliver(): Promise<void> {
    const { notifier } = counter.app;
    await small.sql("DELETE FROM graphile_worker._private_jobs");
    await deliverMessages({ ...small.world, notifier }, channel);
  }

  async function note(): Promise<void> {
    const data = { text: "A note." };
    await small.books.write((tx) => tx.queueMessage({ kind: "note", data, key: "note", channel }));
    await deliver();
  }

  /** Once the counter has queued what waited. */
  async function queued(): Promise<void> {
    await waitUntil("a delivery to be queued", async () => {
      const [job] = await small.sql("SELECT 1 FROM graphile_worker.jobs WHERE key = $1", [
        `deliver:${channel}`,
      ]);
      return job ?? null;
    });
    await deliver();
  }

  function makePrivate(isPrivate: boolean): void {
    const found = counter.slack.state.conversations.get(channel);
    if (found) found.isPrivate = isPrivate;
  }

  const told = () =>
    counter.slack
      .person("U0DANA")
      .messages(channel)
      .map(({ text }) => text);

  it.each([false, true])(
    "is told what waited when it leaves the archive (private: %s)",
    async (isPrivate) => {
      makePrivate(isPrivate);
      counter.slack.chaos.setArchived(channel, true);
      await note();
      expect(told()).toEqual([]);
      counter.slack.chaos.setArchived(channel, false);
      await queued();
      expect(told()).toEqual(["A note."]);
    },
  );

  it("is told what waited when the app is invited", async () => {
    // Into a public one it may post without an invitation.
    makePrivate(true);
    counter.slack.chaos.setInvited(channel, false);
    await note();
    expect(told()).toEqual([]);
    counter.slack.chaos.setInvited(channel, true);
    await queued();
    expect(told()).toEqual(["A note."]);
  });

  it("is not asked anew when somebody else joins", async () => {
    await small.sql("DELETE FROM graphile_worker._private_jobs");
    await small.books.write(async (tx) => {
      const data = { text: "A note." };
      await tx.queueMessage({ kind: "note", data, key: "note", channel });
      const [at, why] = [new Date(), "is_archived"];
      await tx.giveUpChannel(channel, { why, at, againAt: new Date(at.getTime() + 3_600_000) });
    });
    await small.sql("DELETE FROM graphile_worker._private_jobs");
    counter.slack.chaos.setInvited(channel, true, "U0NOBODY");
    await waitUntil("Slack to hear an answer", async () => counter.slack.deliveries()[0] ?? null);
    await counter.app.stop();
    expect(await small.sql("SELECT 1 FROM graphile_worker.jobs")).toEqual([]);
  });
});
