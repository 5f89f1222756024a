import type { IncomingMessage, ServerResponse } from "node:http";
import { App, type Receiver } from "@slack/bolt";
import { claimRequest } from "../operations/approvals/claim-request.ts";
import type { SlackPerson } from "../operations/members/identify-member.ts";
import type { Notifier, Outside } from "../operations/ports.ts";
import { auditForeign } from "./audit-foreign.ts";
import {
  answeringOptions,
  connectSlack,
  type SlackConnection,
  type SlackConnectionOptions,
} from "./connect-slack.ts";
import { createDeliveryTally, type DeliveryTally } from "./delivery-tally.ts";
import type { Envelope } from "./envelope.ts";
import { installRoutes } from "./install/install-routes.ts";
import { registerListeners } from "./listeners/register-listeners.ts";
import { mayRespondTo } from "./response-hosts.ts";
import type { SlackInstall, SlackInstalls } from "./slack-install.ts";
import { createSlackIntake, type LostDelivery, type SlackIntake } from "./slack-intake.ts";
import { boltLogger, errorFields, type SlackLog } from "./slack-log.ts";
import { createSlackPlaces, type SlackPlace } from "./slack-places.ts";
import { SlackReceiver } from "./slack-receiver.ts";
import { SlackSocket } from "./socket/slack-socket.ts";
import { tellTrouble } from "./tell.ts";

/*
 * The Slack counter.
 *
 *   receiver     takes signed requests from the one HTTP server; socket/ the same from a socket
 *   install/     the pages by which workspaces install the app, and their tokens, sealed
 *   intake       lets each delivery for us through, once
 *   listeners/   acknowledge, find out who it is, call one operation, choose a message
 *   messages/    plain data in, { text, blocks } out; modals/ the same for views
 *   notifier     what jobs post: a run's card, edited in place, and its thread
 *
 * Nothing here decides: amounts, states and rights come from the operations, each time anew.
 */

/** What the counter is made of; it takes requests over HTTP, or from a socket. */
export type SlackAppOptions = SlackConnectionOptions;

/** Answers a request of the one HTTP server. */
export type SlackRoute = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The counter, ready to be put behind a server. */
export type SlackApp = {
  /** "POST /slack/events" and the like. Never rejected. */
  readonly routes: Readonly<Record<string, SlackRoute>>;
  readonly notifier: Notifier;
  readonly outside: Outside;
  /** What Slack delivered, and how soon it was acknowledged. */
  readonly deliveries: DeliveryTally;
  /** Who somebody is, asked wherever the app is installed; null while Slack does not say. */
  readonly findPerson: (slackId: string) => Promise<SlackPerson | null>;
  /** Whether Slack's requests can come in: over a socket, while it is connected. */
  isReady(): boolean;
  /** Learns the workspaces, opens the socket; requests may come before. */
  start(): Promise<void>;
  /** Closes the socket and waits for the answers that are on their way. */
  stop(): Promise<void>;
};

/** Puts the counter together. It listens on no port of its own. */
export async function createSlackApp(options: SlackAppOptions): Promise<SlackApp> {
  const { world, slackApiUrl, logger } = options;
  const connection = connectSlack(options);
  const clientOptions = answeringOptions(slackApiUrl, logger);
  const placeOf = createSlackPlaces(clientOptions);
  const desk = {
    world,
    log: logger,
    mayRespondTo: (url: string) => mayRespondTo(url, slackApiUrl),
    forgetInstalls: () => connection.forgetInstalls(),
  };
  const deliveries = createDeliveryTally();
  const intake = createSlackIntake({
    tally: deliveries,
    installs: connection.installs,
    placeOf,
    claim: (key) => claimRequest(world, key),
    auditForeign: (what) => auditForeign(world, what),
    tellTrouble: ({ install, error, ...lost }) =>
      tellTrouble({ ...desk, ...placeOf(install) }, callerOf(lost), error),
    seen: (envelope, install) => noteChannel(connection, envelope, install, logger),
    log: logger,
  });
  const door = openDoor(options, intake, deliveries);
  const app = new App({
    receiver: door.receiver,
    clientOptions,
    logger: boltLogger(logger),
    convoStore: false,
    // The app never posts on behalf of its events, so it needs no ids of its own bot user.
    ignoreSelf: false,
    authorize: (source) => authorize(connection.installs, source),
    deferInitialization: true,
  });
  registerListeners(app, desk);
  await app.init();
  return {
    routes: { ...door.routes, ...installPages(options, connection) },
    notifier: connection.notifier,
    deliveries,
    outside: connection.outside(door.isConnected),
    findPerson: (slackId) => findPerson(connection.installs, placeOf, slackId),
    isReady: () => door.isConnected?.() ?? true,
    async start() {
      await learnInstalls(connection.installs, logger);
      await door.receiver.start();
    },
    async stop() {
      await door.receiver.stop();
      await intake.settled();
    },
  };
}

async function findPerson(
  installs: SlackInstalls,
  placeOf: (install: SlackInstall) => SlackPlace,
  slackId: string,
): Promise<SlackPerson | null> {
  const asked = await Promise.allSettled(
    (await installs.list().catch(() => [])).map((each) => placeOf(each).people.find(slackId)),
  );
  return asked.find((each) => each.status === "fulfilled")?.value ?? null;
}

function callerOf({ envelope, correlationId }: Pick<LostDelivery, "envelope" | "correlationId">) {
  const { userId, channelId: channel, body } = envelope;
  const url = body["response_url"];
  const responseUrl = typeof url === "string" ? url : null;
  return { slackId: userId ?? "", channel, responseUrl, correlationId };
}

type Door = {
  readonly receiver: Receiver;
  readonly routes: Readonly<Record<string, SlackRoute>>;
  readonly isConnected: (() => boolean) | undefined;
};

/** With a socket, there is no door for requests that anybody could send. */
function openDoor(options: SlackAppOptions, intake: SlackIntake, tally: DeliveryTally): Door {
  const { appToken, signingSecret, slackApiUrl, logger: log } = options;
  if (appToken !== undefined) {
    const socket = new SlackSocket({ appToken, slackApiUrl, intake, log });
    return { receiver: socket, routes: {}, isConnected: () => socket.isConnected() };
  }
  if (signingSecret === undefined) {
    throw new Error("neither a signing secret nor an app-level token of Slack is set");
  }
  const receiver = new SlackReceiver({ signingSecret, intake, tally, log });
  const events: SlackRoute = (request, response) => receiver.handle(request, response);
  return { receiver, routes: { "POST /slack/events": events }, isConnected: undefined };
}

function installPages(
  { world, slackApiUrl, logger }: SlackAppOptions,
  { oauth, forgetInstalls }: SlackConnection,
): Readonly<Record<string, SlackRoute>> {
  if (oauth === null) return {};
  const { clientId, clientSecret, publicUrl, teams } = oauth.access;
  return installRoutes({
    world,
    app: { clientId, clientSecret, redirectUri: new URL("/slack/oauth_redirect", publicUrl).href },
    welcome: teams,
    seal: oauth.seal,
    authorizeUrl: new URL("/oauth/v2/authorize", slackApiUrl ?? "https://slack.com").href,
    clientOptions: answeringOptions(slackApiUrl, logger),
    log: logger,
    installed: forgetInstalls,
  });
}

async function learnInstalls(installs: SlackInstalls, log: SlackLog): Promise<void> {
  try {
    await installs.list();
  } catch (error) {
    // It is asked again with the first request.
    log.warn(errorFields(error), "Slack did not answer at the start");
  }
}

/** Where somebody typed or clicked, something may be posted later. */
async function noteChannel(
  connection: SlackConnection,
  envelope: Envelope,
  install: SlackInstall,
  log: SlackLog,
): Promise<void> {
  try {
    for (const id of [envelope.channelId, envelope.userId]) {
      if (id !== null) await connection.remember(id, install);
    }
  } catch (error) {
    log.warn(errorFields(error), "where a channel belongs was not noted");
  }
}

type Source = { teamId?: string | undefined; enterpriseId?: string | undefined };

/** Bolt's own client speaks with the token of the workspace that the request came from, too. */
async function authorize(installs: SlackInstalls, { teamId, enterpriseId }: Source) {
  const team = { teamId: teamId ?? null, enterpriseId: enterpriseId ?? null };
  const install = await installs.find(team);
  if (!install) throw new Error("the app is not installed there");
  return { botToken: install.botToken };
}
