import { type KnownBlock, WebClient } from "@slack/web-api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LocalSlack } from "../../../src/sandbox/slack/local-slack.ts";
import { issueResponseUrl, issueTrigger } from "../../../src/sandbox/slack/triggers.ts";
import { archived, billing, bot, closed, dana, quiet, startSlack } from "./small-app.ts";

let slack: LocalSlack;
let client: WebClient;
let wallMs: number;
beforeEach(async () => {
  wallMs = 1_000_000;
  slack = await startSlack({ wallMs: () => wallMs });
  client = new WebClient("xoxb-tests", {
    slackApiUrl: slack.apiUrl,
    logger: quiet,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
});
afterEach(() => slack.stop());

const modal = (text: string) => ({
  type: "modal" as const,
  title: { type: "plain_text" as const, text: "Title" },
  blocks: [{ type: "section" as const, text: { type: "mrkdwn" as const, text } }],
});

async function errorOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => "no error",
    (error: { data?: { error?: string }; message: string }) => error.data?.error ?? error.message,
  );
}

describe("messages through the real WebClient", () => {
  it("are posted, listed with their metadata, edited and deleted", async () => {
    const metadata = { event_type: "bill_run", event_payload: { run: "BR-1" } };
    const posted = await client.chat.postMessage({ channel: billing, text: "one", metadata });
    const ts = posted.ts ?? "";
    const plain = await client.conversations.history({ channel: billing });
    expect(plain.messages?.[0]).not.toHaveProperty("metadata");
    const full = await client.conversations.history({
      channel: billing,
      include_all_metadata: true,
    });
    expect(full.messages?.[0]).toMatchObject({ ts, text: "one", metadata, user: bot });
    await client.chat.update({ channel: billing, ts, text: "two" });
    expect(slack.person(dana).messages(billing)[0]).toMatchObject({ text: "two" });
    await client.chat.delete({ channel: billing, ts });
    expect(slack.person(dana).messages(billing)).toEqual([]);
  });

  it("go into threads, which are counted on their first message", async () => {
    const { ts = "" } = await client.chat.postMessage({ channel: billing, text: "card" });
    await client.chat.postMessage({ channel: billing, text: "created", thread_ts: ts });
    const history = await client.conversations.history({ channel: billing });
    expect(history.messages).toHaveLength(1);
    expect(history.messages?.[0]).toMatchObject({ reply_count: 1, thread_ts: ts });
    const replies = await client.conversations.replies({ channel: billing, ts });
    expect(replies.messages?.map((one) => one.text)).toEqual(["card", "created"]);
  });

  it("never share a ts, even when the clock goes back", async () => {
    let today = new Date("2027-01-01T00:00:00Z");
    const other = await startSlack({ now: () => today });
    const first = other.pin(billing, "a");
    today = new Date("2026-12-01T00:00:00Z");
    expect(Number(other.pin(billing, "b").ts)).toBeGreaterThan(Number(first.ts));
    await other.stop();
  });

  it("are refused where Slack refuses them", async () => {
    const text = "x";
    const theirs = await slack.person(dana).say(billing, "mine");
    const cases: [Promise<unknown>, string][] = [
      [client.chat.postMessage({ channel: "C0NONE", text }), "channel_not_found"],
      [client.chat.postMessage({ channel: closed, text }), "channel_not_found"],
      [client.chat.postMessage({ channel: archived, text }), "is_archived"],
      [client.chat.postMessage({ channel: billing, text: "" }), "no_text"],
      [client.chat.update({ channel: billing, ts: theirs.ts, text }), "cant_update_message"],
      [client.chat.update({ channel: billing, ts: "1.2", text }), "message_not_found"],
      [client.chat.postEphemeral({ channel: billing, user: "U0NONE", text }), "user_not_found"],
      [client.apiCall("chat.shout"), "unknown_method"],
      [
        new WebClient("wrong", { slackApiUrl: slack.apiUrl, logger: quiet }).auth.test(),
        "invalid_auth",
      ],
      [
        new WebClient(undefined, { slackApiUrl: slack.apiUrl, logger: quiet }).auth.test(),
        "not_authed",
      ],
    ];
    for (const [call, error] of cases) expect(await errorOf(call)).toContain(error);
  });

  it("with blocks that can't be shown are refused with a pointer to what is wrong", async () => {
    const blocks = [{ type: "video" }, { type: "section", text: { type: "mrkdwn", text: "" } }];
    const call = client.chat.postMessage({
      channel: billing,
      text: "x",
      blocks: blocks as KnownBlock[],
    });
    await expect(call).rejects.toMatchObject({
      data: {
        error: "invalid_blocks",
        response_metadata: {
          messages: [
            "[ERROR] unsupported type: video [json-pointer:/blocks/0/type]",
            "[ERROR] must be more than 0 characters [json-pointer:/blocks/1/text/text]",
          ],
        },
      },
    });
    expect(slack.person(dana).messages(billing)).toEqual([]);
  });

  it("answer 429 in a storm, and may be posted without an answer", async () => {
    slack.chaos.rateLimitStorm = true;
    const stormy = client.chat.postMessage({ channel: billing, text: "x" });
    await expect(stormy).rejects.toMatchObject({ retryAfter: 1 });
    slack.chaos.rateLimitStorm = false;
    slack.chaos.dropAnswers = 1;
    await expect(client.chat.postMessage({ channel: billing, text: "kept" })).rejects.toThrow();
    expect(
      slack
        .person(dana)
        .messages(billing)
        .map((one) => one.text),
    ).toEqual(["kept"]);
  });

  it("are taken once a second and channel, when that rule is on", async () => {
    slack.chaos.onePerSecond = true;
    const post = (text: string) => client.chat.postMessage({ channel: billing, text });
    await post("one");
    await expect(post("two")).rejects.toMatchObject({ retryAfter: 1 });
    wallMs += 1_000;
    await post("three");
    const texts = slack.person(dana).messages(billing);
    expect(texts.map((one) => one.text)).toEqual(["one", "three"]);
  });

  it("carry files that were uploaded", async () => {
    await client.filesUploadV2({ channel_id: billing, filename: "a.csv", content: "a,b\n1,2\n" });
    const message = slack.person(dana).messages(billing)[0];
    const file = slack.state.files.get(message?.fileIds[0] ?? "");
    expect(file).toMatchObject({ name: "a.csv", sizeBytes: 8, isShared: true });
    expect(new TextDecoder().decode(file?.bytes ?? undefined)).toBe("a,b\n1,2\n");
  });
});

describe("Slack's own validator", () => {
  const open = () =>
    new WebClient("", { slackApiUrl: slack.apiUrl, logger: quiet, retryConfig: { retries: 0 } });
  const text = { type: "plain_text" as const, text: "x" };

  it("takes blocks, a message or a view, without a token", async () => {
    const blocks = [{ type: "section" as const, text }];
    expect((await open().blocks.validate({ blocks })).ok).toBe(true);
    expect((await open().blocks.validate({ message: { blocks } })).ok).toBe(true);
    const view = { type: "modal" as const, title: text, blocks };
    expect((await open().blocks.validate({ view })).ok).toBe(true);
  });

  it("says what is wrong where, and what would be right", async () => {
    const blocks = [{ type: "section" as const, text: { type: "invalid", text: "x" } }];
    await expect(open().apiCall("blocks.validate", { blocks })).rejects.toMatchObject({
      data: {
        error: "invalid_blocks",
        errors: [
          {
            code: "failed_constraint",
            message: "unsupported type: invalid",
            pointer: "/0/text/type",
            constraint: { type: "enum", expected: ["plain_text", "mrkdwn"] },
          },
        ],
      },
    });
    const view = { type: "modal", title: { ...text, text: "x".repeat(25) }, blocks: [] };
    await expect(open().apiCall("blocks.validate", { view })).rejects.toMatchObject({
      data: { errors: [{ pointer: "/title/text" }] },
    });
    await expect(open().blocks.validate()).rejects.toThrow("invalid_arguments");
  });
});

describe("people and channels through the real WebClient", () => {
  it("are listed with what the app may see", async () => {
    const listed = await client.conversations.list({ types: "public_channel,private_channel" });
    expect(listed.channels?.map((one) => one.id)).toEqual([billing, "C0ELSE", archived]);
    const { channel } = await client.conversations.open({ users: dana });
    await client.chat.postMessage({ channel: channel?.id ?? "", text: "for you" });
    expect(slack.person(dana).messages(channel?.id ?? "")[0]?.text).toBe("for you");
    slack.chaos.setDeactivated(dana, true);
    expect((await client.users.info({ user: dana })).user).toMatchObject({
      deleted: true,
      tz: "Europe/Berlin",
    });
  });
});

describe("modals through the real WebClient", () => {
  it("open once per trigger, within three seconds", async () => {
    const trigger = () => issueTrigger(slack.state, dana).id;
    const trigger_id = trigger();
    await client.views.open({ trigger_id, view: modal("a") });
    const again = client.views.open({ trigger_id, view: modal("a") });
    expect(await errorOf(again)).toBe("exchanged_trigger_id");
    const late = trigger();
    wallMs += 3_001;
    const call = client.views.open({ trigger_id: late, view: modal("a") });
    expect(await errorOf(call)).toBe("expired_trigger_id");
    const unknown = client.views.open({ trigger_id: "1.2.3", view: modal("a") });
    expect(await errorOf(unknown)).toBe("invalid_trigger_id");
  });

  it("are at most three deep, and are updated only by who knows their hash", async () => {
    const push = () =>
      client.views.push({ trigger_id: issueTrigger(slack.state, dana).id, view: modal("p") });
    const opened = await client.views.open({
      trigger_id: issueTrigger(slack.state, dana).id,
      view: modal("a"),
    });
    await push();
    await push();
    expect(await errorOf(push())).toBe("push_limit_reached");
    const view_id = opened.view?.id ?? "";
    const hash = opened.view?.hash ?? "";
    await client.views.update({ view_id, hash, view: modal("b") });
    const stale = client.views.update({ view_id, hash, view: modal("c") });
    expect(await errorOf(stale)).toBe("hash_conflict");
  });

  it("are refused when their private_metadata is longer than 3000 characters", async () => {
    const view = { ...modal("a"), private_metadata: "x".repeat(3001) };
    const call = client.views.open({ trigger_id: issueTrigger(slack.state, dana).id, view });
    await expect(call).rejects.toMatchObject({
      data: {
        error: "invalid_arguments",
        errors: ["[ERROR] must be less than 3001 characters [json-pointer:/view/private_metadata]"],
      },
    });
  });
});

describe("a response_url", () => {
  const post = (id: string, body: object) =>
    fetch(`${slack.webUrl}/response/${id}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });

  it("works five times", async () => {
    const origin = { kind: "command" as const };
    const id = issueResponseUrl(slack.state, { personId: dana, channelId: billing, origin });
    const statuses: number[] = [];
    for (let use = 1; use <= 6; use += 1) statuses.push((await post(id, { text: "x" })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
  });

  it("works for half an hour", async () => {
    const origin = { kind: "command" as const };
    const id = issueResponseUrl(slack.state, { personId: dana, channelId: billing, origin });
    wallMs += 30 * 60_000 + 1;
    expect(await (await post(id, { text: "x" })).json()).toEqual({
      ok: false,
      error: "expired_url",
    });
  });

  it("replaces or deletes what was clicked, or says something to everybody", async () => {
    const { ts } = slack.pin(billing, "card");
    const origin = { kind: "message" as const, ts };
    const id = issueResponseUrl(slack.state, { personId: dana, channelId: billing, origin });
    const texts = () =>
      slack
        .person(dana)
        .messages(billing)
        .map((one) => one.text);
    await post(id, { replace_original: true, text: "replaced" });
    expect(texts()).toEqual(["replaced"]);
    await post(id, { replace_original: false, response_type: "in_channel", text: "all" });
    expect(texts()).toEqual(["replaced", "all"]);
    await post(id, { replace_original: false, response_type: "ephemeral", text: "one" });
    expect(slack.person(dana).ephemerals(billing)[0]?.text).toBe("one");
    await post(id, { delete_original: true });
    expect(texts()).toEqual(["all"]);
  });
});
