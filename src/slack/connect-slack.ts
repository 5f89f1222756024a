import { WebClient, type WebClientOptions } from "@slack/web-api";
import type { Notifier } from "../operations/ports.ts";
import type { World } from "../operations/world.ts";
import { oneClient } from "./channel-clients.ts";
import { type SlackInstalls, singleInstall } from "./slack-install.ts";
import { boltLogger, type SlackLog } from "./slack-log.ts";
import { createSlackNotifier, postingOptions } from "./slack-notifier.ts";

/** How to speak to Slack, with or without listening to it. */
export type SlackConnectionOptions = {
  readonly world: World;
  readonly access: SlackAccess;
  /** "https://slack.com/api/" unless set. */
  readonly slackApiUrl?: string | undefined;
  readonly logger: SlackLog;
  /** Pause between two messages of a channel in milliseconds; a second unless set. */
  readonly messageGapMs?: number | undefined;
};

/** Where the tokens come from: one of the settings, or those of workspaces that installed it. */
export type SlackAccess = {
  readonly botToken: string;
  /** Of the workspace; learned from the token unless set. */
  readonly teamId?: string | undefined;
  readonly appId?: string | undefined;
};

/** What can be said to Slack. */
export type SlackConnection = {
  readonly installs: SlackInstalls;
  readonly notifier: Notifier;
};

/** A person waits for these calls: no retries, and 2.5 of Slack's 3 seconds at most. */
export function answeringOptions(slackApiUrl: string | undefined, log: SlackLog): WebClientOptions {
  return {
    ...(slackApiUrl ? { slackApiUrl } : {}),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 2_500,
    logger: boltLogger(log),
  };
}

/** Makes the ways to Slack that do not depend on requests. */
export function connectSlack(options: SlackConnectionOptions): SlackConnection {
  const { world, access, slackApiUrl, logger } = options;
  const client = new WebClient(access.botToken, answeringOptions(slackApiUrl, logger));
  const clientOf = oneClient(access.botToken, postingOptions(slackApiUrl, logger));
  const notifier = createSlackNotifier({
    clientOf,
    clock: world.clock,
    gapMs: options.messageGapMs,
  });
  return { installs: singleInstall(client, access), notifier };
}
