import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { openWorld } from "../../../src/open-world.ts";
import type { World } from "../../../src/operations/world.ts";
import { type LocalSlack, startLocalSlack } from "../../../src/sandbox/slack/local-slack.ts";
import { createSlackApp, type SlackApp } from "../../../src/slack/slack-app.ts";
import type { SlackLog } from "../../../src/slack/slack-log.ts";
import { addMember } from "../../support/members.ts";
import { freshDatabase } from "../../support/postgres.ts";

/** A counter that no workspace has installed yet, over real books. */
export type OpenInstalls = {
  readonly world: World;
  readonly databaseUrl: string;
  readonly slack: LocalSlack;
  readonly app: SlackApp;
  /** Of the server that shows the pages. */
  readonly url: string;
  readonly logged: string[];
  close(): Promise<void>;
};

const oauth = { clientId: "1.2", clientSecret: "0123456789abcdef" };
const signingSecret = "0123456789abcdef0123456789abcdef";

/**
 * The company's workspaces are T0NORTH and T0SOUTH; T0OTHER is nobody's. With an organisation, all
 * of them belong to E0GROUP, which is the company's too.
 */
export async function openInstalls(
  how: { readonly organisation?: boolean } = {},
): Promise<OpenInstalls> {
  const database = await freshDatabase();
  const { world, stop } = await openWorld(database.url);
  for (const name of ["Dana", "Sol"]) await addMember(world, name, "preparer");
  const logged: string[] = [];
  let app: SlackApp | null = null;
  const server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?")[0];
    const route = app?.routes[`${request.method} ${path}`];
    if (route) void route(request, response);
    else response.writeHead(404).end();
  });
  const url = await listen(server);
  const slack = await openSlack(url, how.organisation === true);
  app = await createSlackApp({
    world,
    access: {
      ...oauth,
      secrets: randomBytes(32).toString("base64"),
      teams: ["T0NORTH", "T0SOUTH", "E0GROUP"],
      publicUrl: url,
    },
    signingSecret,
    slackApiUrl: slack.apiUrl,
    logger: logInto(logged),
    messageGapMs: 0,
  });
  await app.start();
  const close = async () => {
    await app?.stop();
    await slack.stop();
    await new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    });
    await stop();
    await database.drop();
  };
  return { world, databaseUrl: database.url, slack, app, url, logged, close };
}

function openSlack(appUrl: string, isGroup: boolean): Promise<LocalSlack> {
  const person = { timeZone: "UTC" };
  const people = [
    { ...person, id: "U0DANA", name: "dana", realName: "Dana" },
    { ...person, id: "U0SOL", name: "sol", realName: "Sol", teamId: "T0SOUTH" },
    { ...person, id: "U0EVE", name: "eve", realName: "Eve", teamId: "T0SOUTH" },
    { ...person, id: "U0BOT", name: "billrun", realName: "billrun", isBot: true },
  ];
  return startLocalSlack({
    ...{ appUrl, signingSecret, oauth, botToken: "xoxb-unused", command: "/billrun" },
    team: { id: "T0NORTH", name: "North <b>& Sons</b>", domain: "north" },
    otherTeams: [
      { id: "T0SOUTH", name: "South", domain: "south" },
      { id: "T0OTHER", name: "Somebody else", domain: "other" },
    ],
    ...(isGroup ? { organisation: { id: "E0GROUP", name: "The Group" } } : {}),
    people,
    userGroups: [
      { id: "S0VIEW", handle: "viewers", name: "Viewers", members: ["U0EVE"], teamId: "T0SOUTH" },
    ],
    channels: [{ id: "C0BILLING", name: "billing", members: people.map(({ id }) => id) }],
  });
}

/** What a browser that goes through an installation holds and sees. */
export type Visit = {
  readonly status: number;
  readonly page: string;
  /** The address that Slack sent the browser back to, with code and state. */
  readonly back: URL;
  readonly cookie: string;
};

/** Goes through an installation as Dana does, up to the last page. */
export async function install(
  open: OpenInstalls,
  how: { readonly team?: string; readonly decision?: "allow" | "cancel" } = {},
): Promise<Visit> {
  const { back, cookie } = await consent(open, how);
  return { ...(await visit(back, cookie)), back, cookie };
}

/** The part of it up to Slack's answer. */
export async function consent(
  { url, slack }: OpenInstalls,
  { team = "T0NORTH", decision = "allow" }: { team?: string; decision?: "allow" | "cancel" } = {},
): Promise<{ readonly back: URL; readonly cookie: string }> {
  const begun = await fetch(`${url}/slack/install`, { redirect: "manual" });
  const asked = new URL(begun.headers.get("location") ?? "");
  const cookie = (begun.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const form = new URLSearchParams(asked.search);
  for (const [name, value] of Object.entries({ team, decision, as: "U0DANA" })) {
    form.set(name, value);
  }
  const decided = await fetch(`${slack.webUrl}/oauth/v2/decide`, {
    method: "POST",
    body: form,
    redirect: "manual",
  });
  return { back: new URL(decided.headers.get("location") ?? ""), cookie };
}

/** Opens the page that Slack sent the browser to. */
export async function visit(
  back: URL,
  cookie: string | null,
): Promise<{ readonly status: number; readonly page: string }> {
  const response = await fetch(back, { headers: cookie === null ? {} : { cookie } });
  return { status: response.status, page: await response.text() };
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
