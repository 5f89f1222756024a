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
