import { WebClient } from "@slack/web-api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import type { LocalSlack } from "../../../src/sandbox/slack/local-slack.ts";
import { appToken, billing, dana, lee, quiet, startSlack } from "./small-app.ts";

type Envelope = Record<string, unknown> & { envelope_id: string; type: string };

/** One socket of an app, with everything that came over it. */
type Plug = {
  socket: WebSocket;
  came: Envelope[];
  /** Waits for the nth message, hello being the first. */
  nth: (index: number) => Promise<Envelope>;
  ack: (envelope: Envelope, payload?: object) => void;
  closed: Promise<number>;
};

let slack: LocalSlack;
let plugs: Plug[];
beforeEach(async () => {
  plugs = [];
  slack = await startSlack({ transport: "socket", appToken });
});
afterEach(async () => {
  for (const plug of plugs) plug.socket.terminate();
  await slack.stop();
});

const client = (token: string) =>
  new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    logger: quiet,
    retryConfig: { retries: 0 },
  });

async function plugIn(): Promise<Plug> {
  const { url } = await client(appToken).apps.connections.open();
  const socket = new WebSocket(url ?? "");
  const came: Envelope[] = [];
  const waiting = new Set<() => void>();
  socket.on("message", (data) => {
    came.push(JSON.parse(String(data)));
    for (const look of waiting) look();
  });
  const plug: Plug = {
    socket,
    came,
    nth: (index) =>
      new Promise((resolve) => {
        const look = () => {
          const found = came[index];
          if (found) resolve(found);
        };
        waiting.add(look);
        look();
      }),
    ack: ({ envelope_id }, payload) => socket.send(JSON.stringify({ envelope_id, payload })),
    closed: new Promise((resolve) => socket.once("close", resolve)),
  };
  plugs.push(plug);
  await plug.nth(0);
  return plug;
}

describe("an address for a socket", () => {
  it("is given for the app's own token only, and works once", async () => {
    await expect(client("xoxb-tests").apps.connections.open()).rejects.toThrow(
      "not_allowed_token_type",
    );
    await expect(client("xapp-other").apps.connections.open()).rejects.toThrow("invalid_auth");
    await expect(client(appToken).auth.test()).rejects.toThrow("not_allowed_token_type");
    const { url } = await client(appToken).apps.connections.open();
    expect(url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/link\/\?ticket=/);
    const first = new WebSocket(url ?? "");
    await new Promise((resolve) => first.once("open", resolve));
    const second = new WebSocket(url ?? "");
    const refused = await new Promise((resolve) => second.once("error", resolve));
    expect(String(refused)).toContain("403");
    first.terminate();
  });

  it("leads to a hello that names the app and counts its connections", async () => {
    await plugIn();
    const second = await plugIn();
    expect(second.came[0]).toMatchObject({
      type: "hello",
      num_connections: 2,
      connection_info: { app_id: "A0BILLRUN" },
    });
  });
});

describe("an envelope", () => {
  it("carries a command as fields, and its acknowledgement carries the answer", async () => {
    const plug = await plugIn();
    const typed = slack.person(dana).command(billing, "hello");
    const envelope = await plug.nth(1);
    expect(envelope).toMatchObject({
      type: "slash_commands",
      accepts_response_payload: true,
      payload: { command: "/billrun", text: "hello", user_id: dana, channel_id: billing },
    });
    plug.ack(envelope, { text: "Hello" });
    expect(await typed).toMatchObject({ outcome: "answered", text: "Hello" });
  });

  it("carries an event, and comes again with its count while nobody takes it", async () => {
    const plug = await plugIn();
    slack.chaos.loseDeliveries = 1;
    await slack.person(dana).say(billing, "hello");
    const again = await plug.nth(1);
    expect(again).toMatchObject({
      type: "events_api",
      accepts_response_payload: false,
      retry_attempt: 1,
      retry_reason: "timeout",
      payload: { type: "event_callback", event: { type: "message", text: "hello" } },
    });
    plug.ack(again);
    await slack.person(dana).waitFor(() => slack.deliveries().length === 2);
    expect(slack.deliveries().map((one) => one.outcome)).toEqual(["lost", "answered"]);
  });

  it("goes to one connection, in turn", async () => {
    const both = [await plugIn(), await plugIn()];
    for (const person of [dana, lee]) {
      const typed = slack.person(person).command(billing, "hello");
      const plug = both[person === dana ? 0 : 1];
      if (!plug) throw new Error("no such plug");
      plug.ack(await plug.nth(1));
      await typed;
    }
    expect(both.map((plug) => plug.came.length)).toEqual([2, 2]);
  });

  it("is the same one, id and all, when it is delivered twice or replayed", async () => {
    const plug = await plugIn();
    plug.socket.on("message", (data) => {
      const envelope = JSON.parse(String(data));
      if (envelope.envelope_id) plug.ack(envelope);
    });
    slack.chaos.deliverTwice = true;
    await slack.person(dana).command(billing, "hello");
    slack.chaos.deliverTwice = false;
    await slack.chaos.replayLast();
    const ids = plug.came.slice(1).map((one) => one.envelope_id);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
  });
});

describe("a connection that ends", () => {
  it("is announced, gets nothing more, and can still acknowledge what it has", async () => {
    const plug = await plugIn();
    const typed = slack.person(dana).command(billing, "hello");
    const envelope = await plug.nth(1);
    expect(slack.chaos.disconnectSocket("refresh_requested")).toBe(1);
    expect(await plug.nth(2)).toMatchObject({ type: "disconnect", reason: "refresh_requested" });
    plug.ack(envelope, { text: "Just in time" });
    expect((await typed).text).toBe("Just in time");
    const { outcome } = await slack.person(dana).command(billing, "hello");
    expect(outcome).toBe("unreachable");
    expect(slack.person(dana).ephemerals().at(-1)?.text).toContain("could not be reached");
    expect(await plug.closed).toBe(1000);
  });

  it("without a word leaves what it had unacknowledged", async () => {
    const plug = await plugIn();
    const typed = slack.person(dana).command(billing, "hello");
    await plug.nth(1);
    slack.chaos.disconnectSocket("cut");
    expect((await typed).outcome).toBe("unreachable");
    expect(await plug.closed).toBe(1006);
  });
});
