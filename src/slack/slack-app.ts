import type { IncomingMessage, ServerResponse } from "node:http";
import { App } from "@slack/bolt";
import { WebClient } from "@slack/web-api";
import { claimRequest } from "../operations/approvals/claim-request.ts";
import type { Notifier } from "../operations/ports.ts";
import type { World } from "../operations/world.ts";
import { auditForeign } from "./audit-foreign.ts";
import { registerListeners } from "./listeners/register-listeners.ts";
import { mayRespondTo } from "./response-hosts.ts";
import { createInstallLookup } from "./slack-install.ts";
import { boltLogger, type SlackLog } from "./slack-log.ts";
import { createSlackNotifier } from "./slack-notifier.ts";
import { createSlackPeople } from "./slack-people.ts";
import { SlackReceiver } from "./slack-receiver.ts";

/*
 * The Slack counter.
 *
 *   receiver     takes signed requests from the one HTTP server, each once
 *   listeners/   acknowledge, find out who it is, call one operation, choose a message
 *   messages/    plain data in, { text, blocks } out; modals/ the same for views
 *   notifier     what jobs post: a run's card, edited in place, and its thread
 *
 * Nothing here decides: amounts, states and rights come from the operations, each time anew.
 */

/** What the counter is made of. */
export type SlackAppOptions = {
  readonly world: World;
  readonly botToken: string;
  readonly signingSecret: string;
  /** "https://slack.com/api/" unless set. */
  readonly slackApiUrl?: string | undefined;
  /** Of the workspace; learned from the token unless set. */
  readonly teamId?: string | undefined;
  readonly appId?: string | undefined;
  readonly logger: SlackLog;
  /** Pause between two messages of a channel in milliseconds; a second unless set. */
  readonly messageGapMs?: number | undefined;
};

/** The counter, ready to be put behind a server. */
export type SlackApp = {
  /** Answers one request to /slack/events. Never rejected. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  readonly notifier: Notifier;
  /** Learns the workspace; requests may come before. */
  start(): Promise<void>;
  /** Waits for the answers that are on their way. */
  stop(): Promise<void>;
};

/** A person waits for these calls: no retries, and 2.5 of Slack's 3 seconds at most. */
const interaction = { retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, timeout: 2_500 };

/** Puts the counter together. It listens on no port of its own. */
export async function createSlackApp(options: SlackAppOptions): Promise<SlackApp> {
  const { world, botToken, slackApiUrl, logger } = options;
  const clientOptions = {
    ...(slackApiUrl ? { slackApiUrl } : {}),
    ...interaction,
    logger: boltLogger(logger),
  };
  const client = new WebClient(botToken, clientOptions);
  const install = createInstallLookup(client, options);
  const receiver = new SlackReceiver({
    signingSecret: options.signingSecret,
    install,
    claim: (key) => claimRequest(world, key),
    auditForeign: (what) => auditForeign(world, what),
    log: logger,
  });
  const app = new App({
    receiver,
    clientOptions,
    logger: boltLogger(logger),
    convoStore: false,
    // The app never posts on behalf of its events, so it needs no ids of its own bot user.
    ignoreSelf: false,
    authorize: async () => ({ botToken }),
    deferInitialization: true,
  });
  registerListeners(app, {
    world,
    client,
    people: createSlackPeople(client, install),
    log: logger,
    mayRespondTo: (url) => mayRespondTo(url, slackApiUrl),
  });
  await app.init();
  const notifier = createSlackNotifier({
    ...{ botToken, slackApiUrl, logger },
    clock: world.clock,
    gapMs: options.messageGapMs,
  });
  return {
    handle: (request, response) => receiver.handle(request, response),
    notifier,
    start: () => receiver.start(),
    stop: () => receiver.stop(),
  };
}
