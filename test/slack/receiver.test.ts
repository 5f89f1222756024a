import { afterEach, beforeEach, expect, it } from "vitest";
import { commandForm, type OpenCounter, openCounter, signed } from "./open-counter.ts";

let counter: OpenCounter;
beforeEach(async () => {
  counter = await openCounter();
});
afterEach(() => counter.close());

const soon = (offset: number) => Math.floor(Date.now() / 1000) + offset;

async function send(body: string, headers: Record<string, string>) {
  const response = await fetch(counter.url, { method: "POST", body, headers });
  return { status: response.status, body: await response.text() };
}

/** Commands that reached their operation: each is claimed and asks who the person is. */
function worked(): number {
  return counter.world.claimed.size;
}

it("a signed command is acknowledged with an empty 200", async () => {
  const body = commandForm();
  expect(await send(body, signed(body))).toEqual({ status: 200, body: "" });
  expect(worked()).toBe(1);
});

it.each([
  ["no signature", (body: string) => ({ ...signed(body), "x-slack-signature": "" })],
  ["another secret", (body: string) => signed(body, { secret: "another" })],
  ["another body", () => signed("command=%2Fother")],
  ["a version that nobody knows", (body: string) => withSignature(body, "v1=")],
  ["half a signature", (body: string) => withSignature(body, "v0=12")],
  ["more than a signature", (body: string) => withSignature(body, `${signatureOf(body)}=again`)],
  ["a timestamp six minutes old", (body: string) => signed(body, { seconds: soon(-360) })],
  ["a timestamp two minutes ahead", (body: string) => signed(body, { seconds: soon(120) })],
  ["a timestamp that is none", (body: string) => withTimestamp(body, "NaN")],
  ["a timestamp in exponents", (body: string) => withTimestamp(body, "1e9")],
])("a request with %s is refused with 401 and does nothing", async (_what, headers) => {
  const body = commandForm();
  const answer = await send(body, headers(body));
  expect(answer.status).toBe(401);
  expect(JSON.parse(answer.body)).toHaveProperty("error");
  expect(worked()).toBe(0);
});

function withSignature(body: string, signature: string) {
  return { ...signed(body), "x-slack-signature": signature };
}

function signatureOf(body: string): string {
  return String(signed(body)["x-slack-signature"]);
}

function withTimestamp(body: string, timestamp: string) {
  return { ...signed(body), "x-slack-request-timestamp": timestamp };
}

it("a clock half a minute ahead is forgiven", async () => {
  const body = commandForm();
  expect((await send(body, signed(body, { seconds: soon(30) }))).status).toBe(200);
});

it("a replayed request is answered 200 and does nothing", async () => {
  const body = commandForm({ text: "preview segment:enterprise" });
  const headers = signed(body);
  expect((await send(body, headers)).status).toBe(200);
  await counter.app.stop();
  expect(await send(body, headers)).toEqual({ status: 200, body: "" });
  await counter.app.stop();
  expect(counter.world.runs).toHaveLength(1);
  expect(counter.world.audit).toHaveLength(1);
});

it("Slack's three retries of one event are one event, whatever their signatures", async () => {
  const event = { type: "app_home_opened", user: "U0DANA", channel: "D1", tab: "home" };
  const body = JSON.stringify({
    type: "event_callback",
    team_id: "T0BILLRUN",
    api_app_id: "A0BILLRUN",
    event_id: "Ev1",
    event,
  });
  for (const offset of [0, -1, -2, -3]) {
    const headers = signed(body, { type: "application/json", seconds: soon(offset) });
    expect((await send(body, { ...headers, "x-slack-retry-num": "1" })).status).toBe(200);
  }
  expect(counter.world.claimed).toEqual(new Set(["slack:Ev1"]));
});

it("a body above 1 MB is refused with 413", async () => {
  const body = commandForm({ text: "x".repeat(10 * 1_048_576) });
  expect((await send(body, signed(body))).status).toBe(413);
  expect(worked()).toBe(0);
});

it.each([
  ["not JSON", "{", "application/json"],
  ["a list", "[]", "application/json"],
  ["null", "null", "application/json"],
  ["an empty body", "", "application/json"],
  ["an unknown type", '{"type":"shortcut"}', "application/json"],
  ["an event without its id", '{"type":"event_callback"}', "application/json"],
  ["a payload that is not JSON", "payload=%7B", "application/x-www-form-urlencoded"],
  ["a click by nobody", 'payload={"type":"block_actions"}', "application/x-www-form-urlencoded"],
  [
    "a command without its person",
    commandForm({ user_id: null }),
    "application/x-www-form-urlencoded",
  ],
  [
    "a reach for the prototype",
    `payload=${encodeURIComponent('{"type":"block_actions","__proto__":{"a":1}}')}`,
    "application/x-www-form-urlencoded",
  ],
  ["a field named __proto__", `${commandForm()}&__proto__=1`, "application/x-www-form-urlencoded"],
])("%s is refused with 400, signed or not", async (_what, body, type) => {
  expect((await send(body, signed(body, { type }))).status).toBe(400);
  expect(worked()).toBe(0);
});

it.each([
  ["team", commandForm({ team_id: "T0OTHER" })],
  ["app", commandForm({ api_app_id: "A0OTHER" })],
])("a request for another %s is refused", async (what, body) => {
  const answer = await send(body, signed(body));
  // The local Slack's auth.test names no app, as Slack's own does for bot tokens.
  expect(answer.status).toBe(what === "team" ? 403 : 200);
  expect(counter.world.audit).toHaveLength(what === "team" ? 1 : 0);
});

it("only POST is taken", async () => {
  expect((await fetch(counter.url)).status).toBe(405);
});

it("Slack's check of the address gets its challenge back", async () => {
  const body = JSON.stringify({ type: "url_verification", challenge: "3eZbrw1a" });
  const answer = await send(body, signed(body, { type: "application/json" }));
  expect(answer).toEqual({ status: 200, body: '{"challenge":"3eZbrw1a"}' });
});

it("a command is acknowledged before the database is asked, and a form is not", async () => {
  counter.world.broken = true;
  const body = commandForm();
  expect(await send(body, signed(body))).toEqual({ status: 200, body: "" });
  const form = `payload=${encodeURIComponent(JSON.stringify(submission))}`;
  const answer = await send(form, signed(form));
  expect(answer.status).toBe(500);
  expect(JSON.parse(answer.body).message).toMatch(/^Reference [0-9a-f]{8}\.$/);
});

const submission = {
  type: "view_submission",
  team: { id: "T0BILLRUN" },
  user: { id: "U0DANA" },
  view: { id: "V1", callback_id: "create_run", state: { values: {} } },
};

it("no body, token or secret reaches the log", async () => {
  counter.world.broken = true;
  const body = commandForm({ text: "preview account:canary-4711" });
  await send(body, signed(body));
  await send(body, signed(body, { secret: "other" }));
  const log = counter.logged.join("\n");
  expect(log).not.toContain("canary-4711");
  expect(log).not.toContain("xoxb-");
  expect(log).not.toContain("0123456789abcdef");
});
