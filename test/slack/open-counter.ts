import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { World } from "../../src/operations/world.ts";
import { type LocalSlack, startLocalSlack } from "../../src/sandbox/slack/local-slack.ts";
import { createSlackApp, type SlackApp } from "../../src/slack/slack-app.ts";
import type { SlackLog } from "../../src/slack/slack-log.ts";
import { type FakeWorld, fakeWorld } from "./fake-world.ts";

export const signingSecret = "0123456789abcdef0123456789abcdef";
const botToken = "xoxb-test";
const appToken = "xapp-test";

/** How Slack's requests reach the counter. */
export type Transport = "http" | "socket";

/** The ways, for suites that expect the same of each. */
export const transports: readonly Transport[] = ["http", "socket"];

/** The counter behind a real HTTP server, wired to a local Slack with its people. */
export type OpenCounter<W extends World = FakeWorld> = {
  readonly world: W;
  readonly slack: LocalSlack;
  readonly app: SlackApp;
  /** Of the door for events; with a socket nobody is there. */
  readonly url: string;
  /** Messages of the log, by level. */
  readonly logged: string[];
  close(): Promise<void>;
};

/** What is not as it should be. */
export type Oddities = {
  /** People who work in other workspaces: their ids, and those of the workspaces. */
  readonly teamOf?: Readonly<Record<string, string>>;
  /** Whom Slack sends its requests to, instead of A0BILLRUN. */
  readonly appId?: string;
};

/** Opens a counter on free ports of 127.0.0.1, over books in memory or over others. */
export function openCounter(
  transport: Transport = "http",
  oddities: Oddities = {},
): Promise<OpenCounter> {
  return openCounterOver(fakeWorld(), transport, oddities);
}

/** The same over a world that is there already, which stays open. */
export async function openCounterOver<W extends World>(
  world: W,
  transport: Transport = "http",
  oddities: Oddities = {},
): Promise<OpenCounter<W>> {
  const logged: string[] = [];
  let app: SlackApp | null = null;
  const server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?")[0];
    const route = app?.routes[`${request.method} ${path}`] ?? app?.routes[`POST ${path}`];
    if (route) void route(request, response);
    else response.writeHead(404).end();
  });
  const url = await listen(server);
  const slack = await openSlack(url, transport, oddities);
  const doors = transport === "socket" ? { appToken } : { signingSecret };
  app = await createSlackApp({
    world,
    access: { botToken, ...(oddities.appId ? { teamId: "T0BILLRUN", appId: "A0BILLRUN" } : {}) },
    ...doors,
    slackApiUrl: slack.apiUrl,
    logger: logInto(logged),
  });
  await app.start();
  const close = async () => {
    await app?.stop();
    await slack.stop();
    await new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    });
  };
  return { world, slack, app, url: `${url}/slack/events`, logged, close };
}

function openSlack(
  appUrl: string,
  transport: Transport,
  { teamOf = {}, appId = "A0BILLRUN" }: Oddities,
): Promise<LocalSlack> {
  const people = [
    person("U0DANA", "dana"),
    person("U0LEE", "lee"),
    person("U0SAM", "sam"),
    { ...person("U0GUEST", "guest"), isGuest: true },
    { ...person("U0STRANGE", "stranger"), isStranger: true },
    person("U0NOBODY", "nobody"),
    { ...person("U0BOT", "billrun"), isBot: true },
  ];
  return startLocalSlack({
    ...{ appUrl, transport, signingSecret, botToken, appToken, command: "/billrun" },
    appId,
    team: { id: "T0BILLRUN", name: "Billrun", domain: "billrun" },
    otherTeams: Object.values(teamOf).map((id) => ({ id, name: id, domain: id.toLowerCase() })),
    people: people.map((one) => ({ ...one, teamId: teamOf[one.id] ?? "T0BILLRUN" })),
    userGroups: [
      { id: "S0APPROVE", name: "Approvers", handle: "billing-approvers", members: ["U0SAM"] },
    ],
    channels: [
      { id: "C0BILLING", name: "billing", members: people.map(({ id }) => id) },
      // The app was not invited to this one.
      { id: "C0CLOSED", name: "closed", isPrivate: true, members: ["U0DANA"] },
    ],
  });
}

/** Headers of a request as Slack signs it; `seconds` is a Unix time. */
export function signed(
  body: string,
  options: { seconds?: number; secret?: string; type?: string } = {},
): Record<string, string> {
  const seconds = options.seconds ?? Math.floor(Date.now() / 1000);
  const secret = options.secret ?? signingSecret;
  const digest = createHmac("sha256", secret).update(`v0:${seconds}:${body}`).digest("hex");
  return {
    "content-type": options.type ?? "application/x-www-form-urlencoded",
    "x-slack-request-timestamp": String(seconds),
    "x-slack-signature": `v0=${digest}`,
  };
}

/** The form of a command that Dana types; fields can be replaced or, with null, left out. */
export function commandForm(fields: Record<string, string | null> = {}): string {
  const all: Record<string, string | null> = {
    command: "/billrun",
    text: "list",
    team_id: "T0BILLRUN",
    api_app_id: "A0BILLRUN",
    channel_id: "C0BILLING",
    user_id: "U0DANA",
    trigger_id: "1.2.3",
    ...fields,
  };
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(all)) if (value !== null) form.set(name, value);
  return form.toString();
}

function person(id: string, name: string) {
  return { id, name, realName: name, timeZone: "UTC" };
}

function logInto(lines: string[]): SlackLog {
  const at = (level: string) => (fields: object, message: string) => {
    lines.push(`${level} ${message} ${JSON.stringify(fields)}`);
  };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
