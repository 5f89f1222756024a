import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type Check, NotifierTrouble } from "../../src/operations/ports.ts";
import { oneClient } from "../../src/slack/channel-clients.ts";
import { botScopes } from "../../src/slack/install/bot-scopes.ts";
import { createSlackChecks, type SlackChecksOptions } from "../../src/slack/slack-checks.ts";
import { fakeWorld } from "./fake-world.ts";

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
let server: Server | null = null;
afterEach(async () => {
  await new Promise((done) => (server ? server.close(done) : done(null)));
});

/** How Slack stands, as far as a doctor asks. */
type Slack = {
  readonly answer?: object;
  readonly scopes?: readonly string[];
  readonly secondsOff?: number;
  readonly channel?: object;
};

async function slackLike(slack: Slack): Promise<string> {
  const made = createServer((request, response) => {
    const date = new Date(Date.now() - (slack.secondsOff ?? 0) * 1_000).toUTCString();
    const scopes = (slack.scopes ?? botScopes).join(",");
    response.writeHead(200, { date, "x-oauth-scopes": scopes, "content-type": "application/json" });
    const isChannel = request.url?.endsWith("conversations.info");
    const answer = isChannel ? slack.channel : slack.answer;
    response.end(JSON.stringify(answer ?? { ok: true, team: "Northlight" }));
  });
  server = made;
  await new Promise<void>((done) => made.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}/api/`;
}

async function checked(
  slack: Slack,
  channels: readonly string[] = [],
  options: Partial<SlackChecksOptions> = {},
): Promise<readonly Check[]> {
  const slackApiUrl = await slackLike(slack);
  const install = { key: "T0NORTH", isOrg: false, appId: null, botToken: "xoxb-canary" };
  const checks = createSlackChecks({
    world: fakeWorld(),
    installs: { find: async () => install, list: async () => [install] },
    clientOf: oneClient("xoxb-canary", { slackApiUrl, retryConfig: { retries: 0 } }),
    ...{ slackApiUrl, signingSecret: "01234567", appToken: undefined, isConnected: undefined },
    ...{ oauth: null, logger: quiet },
    ...options,
  });
  const found = await checks.check(channels);
  expect(JSON.stringify(found)).not.toContain("canary");
  return found;
}

/** What is not fine, each with what to do. */
function findings(found: readonly Check[]): readonly string[] {
  return found.filter(({ isFine }) => !isFine).map(({ text, remedy }) => `${text} ${remedy}`);
}

it("where all is well, every part of it is said", async () => {
  const found = await checked(
    { channel: { ok: true, channel: { name: "billing", is_member: true } } },
    ["C0BILLING", "U0DANA"],
  );
  expect(findings(found)).toEqual([]);
  expect(found.map(({ text }) => text)).toEqual([
    "The token works in Northlight.",
    "Every scope of manifest.yml is granted.",
    "The clock agrees with Slack's.",
    "They come over HTTP, signed.",
    "billrun is in #billing.",
  ]);
});

it("has one line on the clock, whatever the number of workspaces", async () => {
  const list = ["T0NORTH", "T0SOUTH"].map((key) => {
    return { key, isOrg: false, appId: null, botToken: "xoxb-canary" };
  });
  const installs = { find: async () => list[0] ?? null, list: async () => list };
  const found = await checked({}, [], { installs });
  const named = found.filter(({ what }) => what.startsWith("Clock"));
  expect(named.map(({ what }) => what)).toEqual(["Clock and Slack"]);
  const late = await checked({ secondsOff: 400 }, [], { installs });
  expect(late.filter(({ isFine }) => !isFine)).toMatchObject([{ what: "Clock and Slack" }]);
});

describe("a finding says what to do", () => {
  it.each([
    [
      "a token that Slack does not take",
      {
        answer: { ok: false, error: "token_revoked" },
        // Said once: no invitation to the channel would help.
        channel: { ok: false, error: "token_revoked" },
      },
      /does not take the token \(token_revoked\)\. Install the app/,
    ],
    [
      "a scope that was not granted",
      { scopes: botScopes.filter((scope) => scope !== "chat:write") },
      /^Not granted: chat:write\. Bring the app up to manifest\.yml/,
    ],
    ["a clock ahead", { secondsOff: 90 }, /^The clock is (89|90|91) seconds ahead of Slack's\./],
    ["a clock behind", { secondsOff: -90 }, /^The clock is (89|90|91) seconds behind Slack's\./],
    [
      "a channel without billrun",
      { channel: { ok: true, channel: { name: "billing", is_member: false } } },
      /^billrun is not in #billing\. Invite it there: \/invite @billrun\.$/,
    ],
    [
      "a channel that is archived",
      { channel: { ok: true, channel: { name: "billing", is_archived: true } } },
      /^#billing is archived\. Choose another channel/,
    ],
    [
      "a channel that is not there",
      { channel: { ok: false, error: "channel_not_found" } },
      /can't see the channel C0BILLING \(channel_not_found\)\. Invite it/,
    ],
  ])("%s", async (_, slack: Slack, expected) => {
    const fine = { ok: true, channel: { name: "billing", is_member: true } };
    const found = findings(await checked({ channel: fine, ...slack }, ["C0BILLING"]));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(expected);
  });

  it("a channel of no workspace that has the app", async () => {
    const why = "no workspace with the Slack app has this channel";
    const clientOf = () => Promise.reject(new NotifierTrouble(why, null, false));
    const [found] = findings(await checked({}, ["C0BILLING"], { clientOf }));
    expect(found).toMatch(/^Not reached: no workspace .* has this channel\. Install the app where/);
  });

  it("a clock half a minute off is none", async () => {
    expect(findings(await checked({ secondsOff: 30 }))).toEqual([]);
  });

  it("no secret", async () => {
    const [found] = findings(await checked({}, [], { signingSecret: undefined }));
    expect(found).toContain("Set SLACK_SIGNING_SECRET, or SLACK_APP_TOKEN");
  });

  it("a socket that is not connected", async () => {
    const appToken = "xapp-canary";
    const [found] = findings(await checked({}, [], { appToken, isConnected: () => false }));
    expect(found).toMatch(/^Not connected at this moment\. It reconnects by itself/);
    await new Promise((done) => server?.close(done));
    const connected = await checked({}, [], { appToken, isConnected: () => true });
    expect(findings(connected)).toEqual([]);
  });

  it("a Slack that does not answer", async () => {
    const found = await checked({}, ["C0BILLING"], { slackApiUrl: "http://127.0.0.1:9/api/" });
    expect(findings(found)[0]).toBe(
      "Slack did not answer. Try again in a minute; see status.slack.com.",
    );
  });
});
