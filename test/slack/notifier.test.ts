import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { BillRunState } from "../../src/billing/bill-run/lifecycle.ts";
import type { MessageView } from "../../src/operations/notifications/outbox-message.ts";
import { NotifierTrouble } from "../../src/operations/ports.ts";
import { oneClient } from "../../src/slack/channel-clients.ts";
import { createSlackNotifier, postingOptions } from "../../src/slack/slack-notifier.ts";
import { type OpenCounter, openCounter } from "./open-counter.ts";
import { now, sampleView } from "./sample-views.ts";

const channel = "C0BILLING";
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const at = now.toISOString();

function card(state: BillRunState) {
  return { subject: "run:run-12", kind: "run", view: sampleView(state) } as const;
}

const view = sampleView("completed");
const ended: MessageView = {
  ...{ kind: "milestone", milestone: { runId: "run-12", at, kind: "ended" }, view },
};
const paused: MessageView = {
  ...{ kind: "milestone", milestone: { runId: "run-12", at, kind: "paused", by: "Sam" }, view },
};

function notifierAt(slackApiUrl: string, botToken = "xoxb-test") {
  const clientOf = oneClient(botToken, postingOptions(slackApiUrl, quiet));
  return createSlackNotifier({ clientOf, clock: { now: () => now }, gapMs: 0 });
}

describe("with a Slack that works", () => {
  let counter: OpenCounter;
  beforeEach(async () => {
    counter = await openCounter();
  });
  afterEach(() => counter.close());
  const messages = () => counter.slack.person("U0DANA").messages(channel);

  const thread = (ts: string) => counter.slack.person("U0DANA").thread(channel, ts);

  it("a run has one card, edited in place from state to state", async () => {
    const notifier = notifierAt(counter.slack.apiUrl);
    const { place, contentHash } = await notifier.postCard(card("previewing"), channel, false);
    const edited = await notifier.editCard(card("previewed"), place, contentHash);
    expect(edited).not.toBe(contentHash);
    expect(messages()).toHaveLength(1);
    expect(messages()[0]?.shown).toContain("Ask for approval");
  });

  it("a card that shows the same already is not edited", async () => {
    const notifier = notifierAt(counter.slack.apiUrl);
    const { place, contentHash } = await notifier.postCard(card("previewed"), channel, false);
    counter.slack.chaos.rateLimitStorm = true;
    expect(await notifier.editCard(card("previewed"), place, contentHash)).toBe(contentHash);
  });

  it("a card that somebody deleted is told to be gone", async () => {
    const notifier = notifierAt(counter.slack.apiUrl);
    const gone = { channel, ts: "1.000001" };
    expect(await notifier.editCard(card("previewed"), gone, null)).toBeNull();
  });

  it("a card whose posting was never answered is found again, not posted twice", async () => {
    const notifier = notifierAt(counter.slack.apiUrl);
    counter.slack.chaos.dropAnswers = 1;
    const lost = notifier.postCard(card("previewed"), channel, false);
    await expect(lost).rejects.toMatchObject({ inDoubt: true });
    await notifier.postCard(card("previewed"), channel, true);
    expect(messages()).toHaveLength(1);
  });

  it("a direct message whose answer was lost is found again, too", async () => {
    const notifier = notifierAt(counter.slack.apiUrl);
    counter.slack.chaos.dropAnswers = 1;
    await expect(notifier.postCard(card("previewed"), "U0DANA", false)).rejects.toThrow();
    const { place } = await notifier.postCard(card("previewed"), "U0DANA", true);
    expect(counter.slack.person("U0DANA").messages(place.channel)).toHaveLength(1);
  });

  it("the card of another run, even of the same number, is never taken for it", async () => {
    const notifier = notifierAt(counter.slack.apiUrl);
    await notifier.postCard(card("previewed"), channel, false);
    const other = { ...card("previewed"), subject: "run:of-another-database" } as const;
    await notifier.postCard(other, channel, true);
    expect(messages()).toHaveLength(2);
  });

  it("messages go into the thread, and only what needs somebody into the channel too", async () => {
    const notifier = notifierAt(counter.slack.apiUrl);
    const { place } = await notifier.postCard(card("completed"), channel, false);
    const target = { channel, thread: place };
    await notifier.post(paused, target, { key: "k1", inDoubt: false, broadcast: false });
    await notifier.post(ended, target, { key: "k2", inDoubt: false, broadcast: true });
    expect(
      thread(place.ts)
        .slice(1)
        .map((reply) => reply.isBroadcast),
    ).toEqual([false, true]);
  });

  it("a message in doubt is looked for by its key before it is posted again", async () => {
    const notifier = notifierAt(counter.slack.apiUrl);
    const { place } = await notifier.postCard(card("completed"), channel, false);
    const target = { channel, thread: place };
    counter.slack.chaos.dropAnswers = 1;
    const lost = notifier.post(ended, target, { key: "k1", inDoubt: false, broadcast: true });
    await expect(lost).rejects.toMatchObject({ inDoubt: true });
    await notifier.post(ended, target, { key: "k1", inDoubt: true, broadcast: true });
    await notifier.post(paused, target, { key: "k2", inDoubt: true, broadcast: false });
    expect(thread(place.ts)).toHaveLength(3);
  });

  it("a message in doubt is found in a long thread, too", async () => {
    const notifier = notifierAt(counter.slack.apiUrl);
    const { place } = await notifier.postCard(card("completed"), channel, false);
    const target = { channel, thread: place };
    for (let many = 0; many < 450; many++) {
      await counter.slack.person("U0DANA").say(channel, `Reply ${many}`, place.ts);
    }
    const told = await notifier.post(ended, target, { key: "k", inDoubt: false, broadcast: true });
    const again = await notifier.post(ended, target, { key: "k", inDoubt: true, broadcast: true });
    expect(again).toEqual(told);
  });

  it("a thread whose first message is gone is told as gone", async () => {
    const notifier = notifierAt(counter.slack.apiUrl);
    const target = { channel, thread: { channel, ts: "1.000001" } };
    const how = { key: "k", inDoubt: false, broadcast: true };
    expect(await notifier.post(ended, target, how)).toBeNull();
    const name = "BR-12.csv";
    const fileId = await notifier.uploadFile({ name, content: "account\r\n", channel });
    const file = { fileId, name, text: "All of BR-12." };
    expect(await notifier.shareFile(file, target, false)).toBe(false);
    expect(await notifier.shareFile(file, { channel, thread: null }, false)).toBe(true);
  });

  it("a file is shown in the thread once, whatever is in doubt", async () => {
    const notifier = notifierAt(counter.slack.apiUrl);
    const { place } = await notifier.postCard(card("completed"), channel, false);
    const target = { channel, thread: place };
    const name = "BR-12-changes.csv";
    const fileId = await notifier.uploadFile({ name, content: "account\r\nacme\r\n", channel });
    expect(thread(place.ts)).toHaveLength(1);
    const file = { fileId, name, text: "All changes of BR-12." };
    await notifier.shareFile(file, target, false);
    await notifier.shareFile(file, target, true);
    expect(thread(place.ts)).toHaveLength(2);
    const sent = counter.slack.state.files.get(fileId);
    expect(sent).toMatchObject({ title: name, sizeBytes: 15, isShared: true });
  });

  it.each([
    ["C0MISSING", "channel_not_found"],
    ["C0ARCHIVED", "is_archived"],
  ])("a channel %s is not tried again: %s", async (wanted, code) => {
    counter.slack.state.conversations.set("C0ARCHIVED", {
      ...{ id: "C0ARCHIVED", name: "old", members: ["U0BOT"], isArchived: true },
      ...{ kind: "channel", pins: [] },
    });
    const notifier = notifierAt(counter.slack.apiUrl);
    const trouble = notifier.postCard(card("previewed"), wanted, false);
    await expect(trouble).rejects.toMatchObject({ retryAfterMs: null, inDoubt: false });
    await expect(trouble).rejects.toThrow(code);
  });

  it("with a token that is no longer good, it waits for another", async () => {
    const notifier = notifierAt(counter.slack.apiUrl, "xoxb-revoked");
    const trouble = notifier.postCard(card("previewed"), channel, false);
    await expect(trouble).rejects.toMatchObject({ retryAfterMs: 60_000, inDoubt: false });
  });

  it("a pause that Slack asks for is kept, and nothing is in doubt", async () => {
    counter.slack.chaos.rateLimitStorm = true;
    const notifier = notifierAt(counter.slack.apiUrl);
    const error = await notifier
      .editCard(card("previewed"), { channel, ts: "1.1" }, null)
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(NotifierTrouble);
    expect(error).toMatchObject({ inDoubt: false, scope: "everything" });
    expect((error as NotifierTrouble).retryAfterMs).toBeGreaterThanOrEqual(1_000);
  });
});

describe("with a Slack that fails", () => {
  let server: Server;
  let respond: (path: string) => { status: number; body: string };
  let calls = 0;
  beforeEach(async () => {
    calls = 0;
    server = createServer((request, response) => {
      calls += 1;
      request.resume();
      const headers = { "content-type": "application/json" };
      const { status, body } = respond(request.url ?? "");
      response.writeHead(status, headers).end(body);
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  const target = { channel, thread: { channel, ts: "1.1" } };
  const first = { key: "k", inDoubt: false, broadcast: false };
  const second = { ...first, inDoubt: true };
  const givenUp = { retryAfterMs: null, inDoubt: false };
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;

  it.each([
    [500, "", { retryAfterMs: 30_000, inDoubt: true }],
    [503, "", { retryAfterMs: 30_000, inDoubt: true }],
    [404, "", { retryAfterMs: null, inDoubt: false }],
    [200, '{"ok":false,"error":"internal_error"}', { retryAfterMs: 30_000, inDoubt: true }],
    [200, '{"ok":false,"error":"service_unavailable"}', { retryAfterMs: 30_000, inDoubt: false }],
    [200, '{"ok":false,"error":"token_revoked"}', { retryAfterMs: 60_000, inDoubt: false }],
    [200, '{"ok":false,"error":"not_in_channel"}', { ...givenUp, scope: "place" }],
    [200, '{"ok":false,"error":"invalid_blocks"}', { ...givenUp, scope: "message" }],
    [
      200,
      '{"ok":false,"error":"missing_scope","needed":"chat:write"}',
      { ...givenUp, scope: "place", message: expect.stringContaining("(chat:write)") },
    ],
  ])("status %i %s is told as it is, after one call", async (status, body, expected) => {
    respond = () => ({ status, body });
    const trouble = notifierAt(url()).post(ended, target, first);
    await expect(trouble).rejects.toBeInstanceOf(NotifierTrouble);
    await expect(trouble).rejects.toMatchObject(expected);
    expect(calls).toBe(1);
  });

  it("a message in doubt is posted where its thread can't be read", async () => {
    const refused = '{"ok":false,"error":"not_in_channel"}';
    const posted = `{"ok":true,"channel":"${channel}","ts":"2.2"}`;
    respond = (path) => ({ status: 200, body: path.endsWith("replies") ? refused : posted });
    const place = await notifierAt(url()).post(ended, target, second);
    expect(place).toEqual({ channel, ts: "2.2" });
  });

  it("a message in doubt waits while its thread can't be looked at", async () => {
    respond = (path) => ({ status: path.endsWith("replies") ? 500 : 200, body: "" });
    const trouble = notifierAt(url()).post(ended, target, second);
    await expect(trouble).rejects.toMatchObject({ retryAfterMs: 30_000 });
    expect(calls).toBe(1);
  });

  it("a server that is not there is tried again and leaves no doubt", async () => {
    const gone = url();
    await new Promise((done) => server.close(done));
    const trouble = notifierAt(gone).postCard(card("previewed"), channel, false);
    await expect(trouble).rejects.toMatchObject({ retryAfterMs: 5_000, inDoubt: false });
  });
});
