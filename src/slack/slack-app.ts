import type { IncomingMessage, ServerResponse } from "node:http";
import { App } from "@slack/bolt";
import { claimRequest } from "../operations/approvals/claim-request.ts";
import type { Notifier } from "../operations/ports.ts";
import { auditForeign } from "./audit-foreign.ts";
import { answeringOptions, connectSlack, type SlackConnectionOptions } from "./connect-slack.ts";
import { registerListeners } from "./listeners/register-listeners.ts";
import { mayRespondTo } from "./response-hosts.ts";
import type { SlackInstalls } from "./slack-install.ts";
import { createSlackIntake } from "./slack-intake.ts";
import { boltLogger, errorFields } from "./slack-log.ts";
import { createSlackPlaces } from "./slack-places.ts";
import { SlackReceiver } from "./slack-receiver.ts";

/*
 * The Slack counter.
 *
 *   receiver     takes signed requests from the one HTTP server
 *   intake       lets each delivery for us through, once
 *   listeners/   acknowledge, find out who it is, call one operation, choose a message
 *   messages/    plain data in, { text, blocks } out; modals/ the same for views
 *   notifier     what jobs post: a run's card, edited in place, and its thread
 *
 * Nothing here decides: amounts, states and rights come from the operations, each time anew.
 */

/** What the counter is made of. */
export type SlackAppOptions = SlackConnectionOptions & { readonly signingSecret: string };

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

/** Puts the counter together. It listens on no port of its own. */
export async function createSlackApp(options: SlackAppOptions): Promise<SlackApp> {
  const { world, slackApiUrl, logger } = options;
  const { installs, notifier } = connectSlack(options);
  const clientOptions = answeringOptions(slackApiUrl, logger);
  const intake = createSlackIntake({
    installs,
    placeOf: createSlackPlaces(clientOptions),
    claim: (key) => claimRequest(world, key),
    auditForeign: (what) => auditForeign(world, what),
    seen: async () => {},
    log: logger,
  });
  const { signingSecret } = options;
  const receiver = new SlackReceiver({ signingSecret, intake, log: logger });
  const app = new App({
    receiver,
    clientOptions,
    logger: boltLogger(logger),
    convoStore: false,
    // The app never posts on behalf of its events, so it needs no ids of its own bot user.
    ignoreSelf: false,
    authorize: (source) => authorize(installs, source),
    deferInitialization: true,
  });
  registerListeners(app, {
    world,
    log: logger,
    mayRespondTo: (url) => mayRespondTo(url, slackApiUrl),
  });
  await app.init();
  return {
    handle: (request, response) => receiver.handle(request, response),
    notifier,
    async start() {
      try {
        await installs.list();
      } catch (error) {
        // It is asked again with the first request.
        logger.warn(errorFields(error), "Slack did not answer at the start");
      }
    },
    async stop() {
      await receiver.stop();
      await intake.settled();
    },
  };
}

type Source = { teamId?: string | undefined; enterpriseId?: string | undefined };

/** Bolt's own client speaks with the token of the workspace that the request came from, too. */
async function authorize(installs: SlackInstalls, { teamId, enterpriseId }: Source) {
  const team = { teamId: teamId ?? null, enterpriseId: enterpriseId ?? null };
  const install = await installs.find(team);
  if (!install) throw new Error("the app is not installed there");
  return { botToken: install.botToken };
}
