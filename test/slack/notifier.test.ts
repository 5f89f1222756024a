import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Milestone } from "../../src/operations/bill-runs/milestone.ts";
import { NotifierTrouble } from "../../src/operations/ports.ts";
import { oneClient } from "../../src/slack/channel-clients.ts";
import { createSlackNotifier, postingOptions } from "../../src/slack/slack-notifier.ts";
import { type OpenCounter, openCounter } from "./open-counter.ts";
import { now, sampleView } from "./sample-views.ts";

const channel = "C0BILLING";
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const ended: Milestone = { runId: "run-12", at: now.toISOString(), kind: "ended" };
const paused: Milestone = { runId: "run-12", at: now.toISOString(), kind: "paused", by: "Sam" };

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

  it("a run has one card, edited in place from state to state", async () => {
    const notifier = notifierAt(counter.slack.apiUrl);
    const place = await notifier.showRunCard(sampleView("previewing"), null, channel);
    expect(await notifier.showRunCard(sampleView("previewed"), place, channel)).toEqual(place);
    expect(messages()).toHaveLength(1);
    expect(messages()[0]?.shown).toContain("Ask for approval");
  });

  it("a card that somebody deleted is posted anew", async () => {
    const notifier = notifierAt(counter.slack.apiUrl);
    const gone = { channel, ts: "1.000001" };
    const place = await notifier.showRunCard(sampleView("previewed"), gone, channel);
    expect(place.ts).not.toBe(gone.ts);
    expect(messages()).toHaveLength(1);
  });

  it("a card whose posting was never answered is found again, not posted twice", async () => {
    const notifier = notifierAt(counter.slack.apiUrl);
    counter.slack.chaos.dropAnswers = 1;
    const lost = notifier.showRunCard(sampleView("previewed"), null, channel);
    await expect(lost).rejects.toMatchObject({ inDoubt: true });
    await notifier.showRunCard(sampleView("previewed"), null, channel);
    expect(messages()).toHaveLength(1);
  });

  it("the card of another run, even of the same number, is never taken for it", async () => {
    const notifier = notifierAt(counter.slack.apiUrl);
    await notifier.showRunCard(sampleView("previewed"), null, channel);
    const other = sampleView("previewed", { run: { id: "run-of-another-database" } });
    await notifier.showRunCard(other, null, channel);
    expect(messages()).toHaveLength(2);
  });

  it("milestones go into the thread, and only the end into the channel too", async () => {
    const notifier = notifierAt(counter.slack.apiUrl);
    const view = sampleView("completed");
    const thread = await notifier.showRunCard(view, null, channel);
    await notifier.postMilestone(paused, view, thread, "k1", false);
    await notifier.postMilestone(ended, view, thread, "k2", false);
    const replies = counter.slack.person("U0DANA").thread(channel, thread.ts).slice(1);
    expect(replies.map((reply) => reply.isBroadcast)).toEqual([false, true]);
  });

  it("a milestone in doubt is looked for by its key before it is posted again", async () => {
    const notifier = notifierAt(counter.slack.apiUrl);
    const view = sampleView("completed");
    const thread = await notifier.showRunCard(view, null, channel);
    counter.slack.chaos.dropAnswers = 1;
    const lost = notifier.postMilestone(ended, view, thread, "k1", false);
    await expect(lost).rejects.toMatchObject({ inDoubt: true });
    await notifier.postMilestone(ended, view, thread, "k1", true);
    await notifier.postMilestone(paused, view, thread, "k2", true);
    expect(counter.slack.person("U0DANA").thread(channel, thread.ts)).toHaveLength(3);
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
    const trouble = notifier.showRunCard(sampleView("previewed"), null, wanted);
    await expect(trouble).rejects.toMatchObject({ retryAfterMs: null, inDoubt: false });
    await expect(trouble).rejects.toThrow(code);
  });

  it("a wrong token is not tried again", async () => {
    const notifier = notifierAt(counter.slack.apiUrl, "xoxb-revoked");
    const trouble = notifier.showRunCard(sampleView("previewed"), null, channel);
    await expect(trouble).rejects.toMatchObject({ retryAfterMs: null, inDoubt: false });
  });

  it("a pause that Slack asks for is kept, and nothing is in doubt", async () => {
    counter.slack.chaos.rateLimitStorm = true;
    const notifier = notifierAt(counter.slack.apiUrl);
    const error = await notifier
      .showRunCard(sampleView("previewed"), { channel, ts: "1.1" }, channel)
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(NotifierTrouble);
    expect(error).toMatchObject({ inDoubt: false });
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
  const thread = { channel, ts: "1.1" };
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;

  it.each([
    [500, "", { retryAfterMs: 30_000, inDoubt: true }],
    [503, "", { retryAfterMs: 30_000, inDoubt: true }],
    [404, "", { retryAfterMs: null, inDoubt: false }],
    [200, '{"ok":false,"error":"internal_error"}', { retryAfterMs: 30_000, inDoubt: true }],
    [200, '{"ok":false,"error":"service_unavailable"}', { retryAfterMs: 30_000, inDoubt: false }],
    [200, '{"ok":false,"error":"token_revoked"}', { retryAfterMs: null, inDoubt: false }],
    [200, '{"ok":false,"error":"not_in_channel"}', { retryAfterMs: null, inDoubt: false }],
    [200, '{"ok":false,"error":"invalid_blocks"}', { retryAfterMs: null, inDoubt: false }],
  ])("status %i %s is told as it is, after one call", async (status, body, expected) => {
    respond = () => ({ status, body });
    const trouble = notifierAt(url()).postMilestone(
      ended,
      sampleView("completed"),
      thread,
      "k",
      false,
    );
    await expect(trouble).rejects.toBeInstanceOf(NotifierTrouble);
    await expect(trouble).rejects.toMatchObject(expected);
    expect(calls).toBe(1);
  });

  it("a milestone in doubt is posted where its thread can't be read", async () => {
    const refused = '{"ok":false,"error":"not_in_channel"}';
    const posted = `{"ok":true,"channel":"${channel}","ts":"2.2"}`;
    respond = (path) => ({ status: 200, body: path.endsWith("replies") ? refused : posted });
    const view = sampleView("completed");
    const place = await notifierAt(url()).postMilestone(ended, view, thread, "k", true);
    expect(place).toEqual({ channel, ts: "2.2" });
  });

  it("a milestone in doubt waits while its thread can't be looked at", async () => {
    respond = (path) => ({ status: path.endsWith("replies") ? 500 : 200, body: "" });
    const trouble = notifierAt(url()).postMilestone(
      ended,
      sampleView("completed"),
      thread,
      "k",
      true,
    );
    await expect(trouble).rejects.toMatchObject({ retryAfterMs: 30_000 });
    expect(calls).toBe(1);
  });

  it("a server that is not there is tried again and leaves no doubt", async () => {
    const gone = url();
    await new Promise((done) => server.close(done));
    const trouble = notifierAt(gone).showRunCard(sampleView("previewed"), null, channel);
    await expect(trouble).rejects.toMatchObject({ retryAfterMs: 5_000, inDoubt: false });
  });
});
