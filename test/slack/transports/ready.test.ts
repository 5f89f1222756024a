import { afterEach, beforeEach, expect, it } from "vitest";
import { openLog } from "../../../src/open-log.ts";
import { systemClock } from "../../../src/open-world.ts";
import { startLocalSlack } from "../../../src/sandbox/slack/local-slack.ts";
import { startServer } from "../../../src/start-server.ts";
import { type FreshDatabase, freshDatabase } from "../../support/postgres.ts";
import { waitUntil } from "../../support/wait-until.ts";

let database: FreshDatabase;
const closing: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  database = await freshDatabase();
  closing.push(() => database.drop());
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

it("a server is ready while its socket is open, and has no door for Slack's requests", async () => {
  const tokens = { botToken: "xoxb-test", appToken: "xapp-test" };
  const slack = await startLocalSlack({
    ...{ ...tokens, transport: "socket", signingSecret: "unused", command: "/billrun" },
    team: { id: "T0BILLRUN", name: "Billrun", domain: "billrun" },
    people: [],
    channels: [],
  });
  const server = await startServer({
    databaseUrl: database.url,
    ...{ clock: systemClock, host: "127.0.0.1", port: 0, log: openLog("silent"), work: "inside" },
    slack: {
      access: { botToken: tokens.botToken },
      appToken: tokens.appToken,
      slackApiUrl: slack.apiUrl,
    },
  });
  closing.push(() => server.stop());
  const statusOf = async (path: string, method = "GET") =>
    (await fetch(`${server.http.url}${path}`, { method })).status;
  expect(await statusOf("/readyz")).toBe(200);
  expect(await statusOf("/slack/events", "POST")).toBe(404);
  await slack.stop();
  await waitUntil("the socket to end", async () => (await statusOf("/readyz")) === 503 || null);
  expect(await statusOf("/healthz")).toBe(200);
});

it("GET /metrics counts what came, what waits and who works", async () => {
  const given = { signingSecret: "a-signing-secret", botToken: "xoxb-test" };
  let appUrl = "";
  const slack = await startLocalSlack({
    ...{ ...given, appUrl: () => appUrl, command: "/billrun" },
    team: { id: "T0BILLRUN", name: "Billrun", domain: "billrun" },
    people: [{ id: "U0NOBODY", name: "nobody", realName: "Nobody", timeZone: "UTC" }],
    channels: [{ id: "C0BILLING", name: "billing", members: ["U0NOBODY"] }],
  });
  closing.push(() => slack.stop());
  const server = await startServer({
    databaseUrl: database.url,
    ...{ clock: systemClock, host: "127.0.0.1", port: 0, log: openLog("silent"), work: "inside" },
    slack: {
      access: { botToken: given.botToken },
      ...{ signingSecret: given.signingSecret, slackApiUrl: slack.apiUrl },
    },
  });
  closing.push(() => server.stop());
  appUrl = server.http.url;
  await fetch(`${appUrl}/slack/events`, { method: "POST", body: "not signed" });
  await slack.person("U0NOBODY").command("C0BILLING", "list");
  await slack.chaos.replayLast();
  const metrics = async () => {
    const response = await fetch(`${appUrl}/metrics`);
    expect(response.headers.get("content-type")).toContain("version=0.0.4");
    return response.text();
  };
  const page = await waitUntil("a worker to be counted", async () => {
    const text = await metrics();
    return text.includes("billrun_workers 1\n") && text.includes('outcome="taken"') ? text : null;
  });
  expect(page).toContain('billrun_slack_deliveries_total{kind="command",outcome="taken"} 1\n');
  expect(page).toContain('billrun_slack_deliveries_total{kind="command",outcome="duplicate"} 1\n');
  expect(page).toMatch(/deliveries_total\{kind="unproven",outcome="\w+"\} 1\n/);
  expect(page).toContain("billrun_slack_ack_seconds_count 2\n");
  expect(page).toContain("billrun_database_up 1\n");
  expect(page).toContain('billrun_outbox_messages{state="waiting"} 0\n');
});
