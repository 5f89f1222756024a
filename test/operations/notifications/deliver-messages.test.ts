import { afterEach, beforeEach, expect, it } from "vitest";
import { examineCompany } from "../../../src/operations/doctor/examine-company.ts";
import { runSubject } from "../../../src/operations/notifications/card.ts";
import { deliverMessages } from "../../../src/operations/notifications/deliver-messages.ts";
import { forgetUndelivered } from "../../../src/operations/notifications/forget-undelivered.ts";
import { releaseMessages } from "../../../src/operations/notifications/release-messages.ts";
import { reopenChannel } from "../../../src/operations/notifications/reopen-channel.ts";
import { resendUndelivered } from "../../../src/operations/notifications/resend-undelivered.ts";
import { showCard } from "../../../src/operations/notifications/show-card.ts";
import { NotifierTrouble } from "../../../src/operations/ports.ts";
import { botScopes } from "../../../src/slack/install/bot-scopes.ts";
import { postNovember, previewNovember } from "../../store/small-books.ts";
import { actorNamed, addMember } from "../../support/members.ts";
import { expectSoundBooks } from "../../support/oracles.ts";
import { openToldCompany, type ToldCompany } from "./told-company.ts";

let told: ToldCompany;

beforeEach(async () => {
  told = await openToldCompany(["acme", "globex"]);
});
afterEach(async () => {
  await expectSoundBooks(told.books);
  await told.close();
});

const wholeRun = [
  expect.stringContaining("BR-1"),
  "> BR-1: Made by Dana.",
  expect.stringContaining("> BR-1: Previewed"),
  expect.stringContaining("> All accounts of BR-1"),
  expect.stringContaining("Dana asked for approval"),
  "> BR-1, 200.00 USD: Approved by Lee.",
  "> BR-1, 200.00 USD: Launched by Dana.",
  expect.stringContaining("BR-1 completed"),
];

/** A note for a channel. */
function note(key: string, channel = "C1") {
  return told.books.write((tx) =>
    tx.queueMessage({ kind: "note", data: { text: `Note ${key}.` }, key, channel }),
  );
}

/** What the outbox says of its messages, in their order. */
function outbox() {
  return told.sql<{ key: string; trouble: string | null; failed: boolean }>(
    `SELECT key, trouble, failed_at IS NOT NULL AS failed FROM outbox_message
      WHERE delivered_at IS NULL ORDER BY position`,
  );
}

it("a whole run is one card with its thread, in order, and two broadcasts", async () => {
  await postNovember(told);
  await told.work();
  expect(told.read("C1")).toEqual(wholeRun);
  const shown = told.slack.person("U0DANA").messages("C1");
  expect(shown.filter(({ isBroadcast }) => isBroadcast)).toHaveLength(2);
});

it("with Slack down for the whole run, all of it arrives afterwards, once", async () => {
  told.slack.chaos.isDown = true;
  await postNovember(told);
  await told.work();
  expect(told.read("C1")).toEqual([]);
  told.slack.chaos.isDown = false;
  await releaseMessages(told.world);
  await told.work();
  expect(told.read("C1")).toEqual(wholeRun);
  expect(await releaseMessages(told.world)).toBe(0);
});

it("posts whose answers are lost are found again", async () => {
  await postNovember(told);
  for (let lost = 0; lost < wholeRun.length; lost++) {
    told.slack.chaos.dropAnswers = 1;
    await told.work();
    told.slack.chaos.dropAnswers = 0;
    await releaseMessages(told.world);
  }
  await told.work();
  expect(told.read("C1")).toEqual(wholeRun);
});

it("a storm of 429 holds up every channel, and nothing is tried in the meantime", async () => {
  await note("a");
  await note("b", "C2");
  told.slack.chaos.rateLimitStorm = true;
  expect(await deliverMessages(told.world, "C1")).toBeGreaterThanOrEqual(1_000);
  told.slack.chaos.rateLimitStorm = false;
  // The pause that Slack asked for goes for all channels and processes.
  expect(await deliverMessages(told.world, "C2")).toBeGreaterThan(0);
  expect(told.read("C2")).toEqual([]);
  await told.sql("UPDATE send_rate SET paused_until = NULL");
  expect(await deliverMessages(told.world, "C2")).toBeNull();
  expect(await deliverMessages(told.world, "C1")).toBeNull();
  expect([...told.read("C1"), ...told.read("C2")]).toEqual(["Note a.", "Note b."]);
});

it("in an archived channel it is given up, with the reason", async () => {
  const archived = told.slack.state.conversations.get("C2");
  if (archived) archived.isArchived = true;
  await note("a", "C2");
  const run = await previewNovember(told);
  await told.books.write((tx) => tx.queueCard(runSubject(run.id), ["C2"]));
  await told.work();
  const trouble = expect.stringContaining("is_archived");
  expect(await outbox()).toEqual([{ key: "a", trouble, failed: true }]);
  expect(await told.books.undelivered(9)).toEqual([
    expect.objectContaining({ what: "message", channel: "C2", of: "note", isGivenUp: true }),
    expect.objectContaining({ what: "card", channel: "C2", trouble, isGivenUp: true }),
  ]);
  const examined = await examineCompany(told.world, told.maker);
  const wrong = "checks" in examined ? examined.checks.filter(({ isFine }) => !isFine) : [];
  expect(wrong.map(({ what }) => what)).toEqual(expect.arrayContaining(["Messages", "Cards"]));
  // The card in the run's own channel stands all the same.
  expect(told.read("C1")[0]).toContain("BR-1");
});

it("what was given up is sent again once its cause is put right, or forgotten", async () => {
  const admin = actorNamed(await addMember(told.world, "Ada", "admin"));
  const archived = told.slack.state.conversations.get("C2");
  if (!archived) throw new Error("there is no C2");
  for (const key of ["a", "b"]) {
    archived.isArchived = true;
    await note(key, "C2");
    await told.work();
    archived.isArchived = false;
    const act = key === "a" ? resendUndelivered : forgetUndelivered;
    const no = await act(told.world, told.maker, { channel: "C2" });
    expect(no).toMatchObject({ refusal: "role_missing" });
    expect(await act(told.world, admin, { channel: null })).toEqual({ messages: 1, cards: 0 });
    expect(await told.books.undelivered(9)).toEqual([]);
    await told.work();
  }
  expect(told.read("C2")).toEqual(["Note a."]);
});

it("what Slack refuses for its content is given up alone, and holds up nothing", async () => {
  const { notifier } = told.world;
  const refused = new NotifierTrouble("Slack refused the message: invalid_blocks", null, false);
  const post: typeof notifier.post = (message, target, how) =>
    how.key === badId ? Promise.reject(refused) : notifier.post(message, target, how);
  for (const key of ["bad", "behind"]) await note(key, "C2");
  const [{ id: badId = "" } = {}] = await told.sql<{ id: string }>(
    "SELECT id FROM outbox_message WHERE key = 'bad'",
  );
  expect(
    await deliverMessages({ ...told.world, notifier: { ...notifier, post } }, "C2"),
  ).toBeNull();
  expect(told.read("C2")).toEqual(["Note behind."]);
  expect(await told.books.undelivered(9)).toMatchObject([{ isGivenUp: true, comesAgain: false }]);
  // Whoever opens the channel has it tried once more.
  expect(await reopenChannel(told.world, { channel: "C2" })).toBe(1);
});

it("with a revoked token it waits for a good one, and is given up after three days", async () => {
  await note("a");
  for (const token of told.slack.state.tokens.values()) token.isRevoked = true;
  expect(await deliverMessages(told.world, "C1")).toBe(60_000);
  told.moveTo("2026-11-03T12:00:00Z");
  // Ever later, but not so late that nobody notices when all is well again.
  expect(await deliverMessages(told.world, "C1")).toBe(300_000);
  expect(await outbox()).toMatchObject([{ key: "a", failed: false }]);
  told.moveTo("2026-11-05T12:01:00Z");
  await note("b");
  expect(await deliverMessages(told.world, "C1")).toBeNull();
  expect(await outbox()).toMatchObject([
    { key: "a", failed: true },
    { key: "b", failed: true },
  ]);
  // A token that works again is noticed by itself.
  for (const token of told.slack.state.tokens.values()) token.isRevoked = false;
  told.moveTo("2026-11-05T13:01:00Z");
  await releaseMessages(told.world);
  await told.work();
  expect(told.read("C1")).toEqual(["Note a.", "Note b."]);
});

it("what we can't make is given up after some tries, and holds up nothing for ever", async () => {
  const { id } = await previewNovember(told);
  const contentOf = { kind: "nobody-makes-this", id };
  const file = { name: "x.csv", text: "A file.", contentOf };
  await told.books.write((tx) =>
    tx.queueFile({ ...file, key: "file", channel: "C2", thread: runSubject(id) }),
  );
  await note("behind", "C2");
  for (let tried = 1; tried < 6; tried++) {
    await expect(deliverMessages(told.world, "C2")).rejects.toThrow("nobody-makes-this");
  }
  expect(await deliverMessages(told.world, "C2")).toBeNull();
  expect(told.read("C2")).toEqual(["Note behind."]);
  expect(await told.books.undelivered(9)).toMatchObject([
    { of: "file", trouble: expect.stringContaining("nobody-makes-this"), isGivenUp: true },
  ]);
});

it("copies of a card in several channels show the same, and one with a person, too", async () => {
  const run = await previewNovember(told);
  const subject = runSubject(run.id);
  await told.books.write((tx) => tx.queueCard(subject, ["C2", "U0LEE"]));
  await told.work();
  const copies = () =>
    told.sql<{ channel: string; hash: string }>(
      "SELECT channel, content_hash AS hash FROM card WHERE subject = $1 ORDER BY channel",
      [subject],
    );
  const before = await copies();
  expect(before.map(({ channel }) => channel)).toEqual(["C1", "C2", "U0LEE"]);
  await told.sql("UPDATE bill_run SET name = 'Renamed'");
  await told.books.write((tx) => tx.queueCard(subject));
  await told.work();
  const after = await copies();
  expect(new Set(after.map(({ hash }) => hash)).size).toBe(1);
  expect(after[0]?.hash).not.toBe(before[0]?.hash);
  expect(told.read("C2")[0]).toContain("Renamed");
});

it("a card that somebody deletes comes back once", async () => {
  const run = await previewNovember(told);
  const subject = runSubject(run.id);
  for (const times of [1, 2]) {
    await told.work();
    expect(told.read("C1")[0], `before deletion ${times}`).toContain("BR-1");
    told.slack.state.messages.set("C1", []);
    await told.sql("UPDATE bill_run SET name = $1", [`Renamed ${times}`]);
    await told.books.write((tx) => tx.queueCard(subject));
  }
  await told.work();
  const [copy] = await told.books.undelivered(9);
  expect(copy).toMatchObject({ what: "card", trouble: "its message was deleted twice" });
  expect(await showCard(told.world, subject, "C1")).toBeNull();
});

it("what belongs in a thread arrives where somebody deleted its card, with the card", async () => {
  const { id } = await previewNovember(told);
  const thread = runSubject(id);
  const tell = (key: string) =>
    told.books.write((tx) =>
      tx.queueMessage({ kind: "note", data: { text: `Note ${key}.` }, key, channel: "C1", thread }),
    );
  await told.work();
  told.slack.state.messages.set("C1", []);
  await tell("a");
  await told.work();
  expect(told.read("C1")).toEqual([expect.stringContaining("BR-1"), "> Note a."]);
  // Deleted again, the card stays away, and what is told stands by itself.
  told.slack.state.messages.set("C1", []);
  await tell("b");
  await tell("c");
  await told.work();
  expect(told.read("C1")).toEqual(["Note b.", "> Note c."]);
});

it("in a public channel without the app, words arrive though files can't", async () => {
  for (const token of told.slack.state.tokens.values()) token.scopes = [...botScopes];
  told.slack.chaos.setInvited("C1", false);
  await previewNovember(told);
  await told.work();
  const words = wholeRun.slice(0, 3);
  expect(told.read("C1")).toEqual(words);
  const [file] = await told.books.undelivered(9);
  expect(file).toMatchObject({ of: "file", isGivenUp: true });
  told.slack.chaos.setInvited("C1", true);
  await reopenChannel(told.world, { channel: "C1" });
  await told.work();
  expect(told.read("C1")).toEqual(wholeRun.slice(0, 4));
});
