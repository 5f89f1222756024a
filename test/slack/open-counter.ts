import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type LocalSlack, startLocalSlack } from "../../src/sandbox/slack/local-slack.ts";
import { createSlackApp, type SlackApp } from "../../src/slack/slack-app.ts";
import type { SlackLog } from "../../src/slack/slack-log.ts";
import { type FakeWorld, fakeWorld } from "./fake-world.ts";

export const signingSecret = "0123456789abcdef0123456789abcdef";
const botToken = "xoxb-test";

/** The counter behind a real HTTP server, wired to a local Slack with its people. */
export type OpenCounter = {
  readonly world: FakeWorld;
  readonly slack: LocalSlack;
  readonly app: SlackApp;
  readonly url: string;
  /** Messages of the log, by level. */
  readonly logged: string[];
  close(): Promise<void>;
};

/** Opens a counter on free ports of 127.0.0.1. */
export async function openCounter(): Promise<OpenCounter> {
  const world = fakeWorld();
  const logged: string[] = [];
  let app: SlackApp | null = null;
  const server = createServer((request, response) => {
    if (!app) throw new Error("a request came too early");
    void app.routes["POST /slack/events"]?.(request, response);
  });
  const url = await listen(server);
  const slack = await startLocalSlack({
    appUrl: url,
    signingSecret,
    botToken,
    team: { id: "T0BILLRUN", name: "Billrun", domain: "billrun" },
    command: "/billrun",
    people: [
      person("U0DANA", "dana"),
      person("U0LEE", "lee"),
      person("U0SAM", "sam"),
      { ...person("U0GUEST", "guest"), isGuest: true },
      { ...person("U0STRANGE", "stranger"), isStranger: true },
      person("U0NOBODY", "nobody"),
      { ...person("U0BOT", "billrun"), isBot: true },
    ],
    channels: [
      {
        id: "C0BILLING",
        name: "billing",
        members: ["U0DANA", "U0LEE", "U0SAM", "U0GUEST", "U0STRANGE", "U0NOBODY", "U0BOT"],
      },
      // The app was not invited to this one.
      { id: "C0CLOSED", name: "closed", isPrivate: true, members: ["U0DANA"] },
    ],
  });
  const logger = logInto(logged);
  app = await createSlackApp({
    world,
    access: { botToken },
    signingSecret,
    slackApiUrl: slack.apiUrl,
    logger,
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
