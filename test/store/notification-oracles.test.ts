import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "../../src/store/database.ts";
import type { PrismaClient } from "../../src/store/generated/client.ts";
import { smallCompany } from "../scenarios/small-company.ts";
import { expectSoundBooks } from "../support/oracles.ts";
import { breachesAfter } from "./breaches-after.ts";
import { openSmallBooks, postNovember, type SmallBooks } from "./small-books.ts";

let small: SmallBooks;
let client: PrismaClient;

beforeAll(async () => {
  small = await openSmallBooks(smallCompany([{ key: "acme" }]));
  await postNovember(small);
  for (const key of ["a", "b"]) {
    const data = { text: `Note ${key}.` };
    await small.books.write((tx) => tx.queueMessage({ kind: "note", data, key, channel: "C2" }));
  }
  client = connect(small.url, 1);
});

afterAll(async () => {
  await client?.$disconnect();
  await small?.close();
});

describe("an oracle sees that", () => {
  it.each([
    [
      "nobody is told how a run ended",
      "DELETE FROM outbox_message WHERE data ->> 'kind' = 'ended'",
      "O10 the end of the run is told to nobody: BR-1",
    ],
    [
      "a message was told with another, and counts as not told",
      `UPDATE outbox_message SET delivered_at = CASE key WHEN 'a' THEN now() END,
         rolled_into = CASE key WHEN 'b' THEN (SELECT id FROM outbox_message WHERE key = 'a') END
       WHERE key IN ('a', 'b')`,
      "O10 the message ended otherwise than the one telling it: b",
    ],
    [
      "one post is taken for two messages",
      `UPDATE outbox_message SET delivered_at = now(), delivered_channel = 'C2',
         delivered_ts = '1.1' WHERE key IN ('a', 'b')`,
      "O12 one post is taken for two messages: a and b",
    ],
  ])("%s", async (_, statement, breach) => {
    expect(await breachesAfter(client, statement)).toContain(breach);
  });
});

describe("the database refuses that", () => {
  it.each([
    [
      "a message is both delivered and given up",
      "UPDATE outbox_message SET delivered_at = now(), failed_at = now(), trouble = 'x'",
      /outbox_message_ended_once/,
    ],
    [
      "a message is given up without a reason",
      "UPDATE outbox_message SET failed_at = now()",
      /outbox_message_failed_for/,
    ],
    ["a card stands nowhere in particular", "UPDATE card SET ts = '1.1'", /card_place/],
    ["a card is given up without a reason", "UPDATE card SET dropped_at = now()", /card_dropped/],
    [
      "a message is queued a second time",
      `INSERT INTO outbox_message (id, kind, key, channel, data)
         SELECT gen_random_uuid(), kind, key, channel, data FROM outbox_message LIMIT 1`,
      /outbox_message_key_key/,
    ],
    [
      "a channel hears of nothing and stands in the list",
      `INSERT INTO channel_subscription VALUES ('C2', '{}', '{}', '{}', NULL, 'off', 9, NULL, NULL,
         'UTC', 'Dana', now())`,
      /channel_subscription_events/,
    ],
    [
      "quiet hours have no end",
      `INSERT INTO channel_subscription VALUES ('C2', '{run-ended}', '{}', '{}', NULL, 'off', 9, 18,
         NULL, 'UTC', 'Dana', now())`,
      /channel_subscription_hours/,
    ],
  ])("%s", async (_, statement, constraint) => {
    await expect(small.sql(statement)).rejects.toThrow(constraint);
  });
});

it("sound books have no breach, before and after all that", async () => {
  await expectSoundBooks(small.books);
});
