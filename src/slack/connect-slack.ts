import { WebClient, type WebClientOptions } from "@slack/web-api";
import type { Notifier, Outside } from "../operations/ports.ts";
import type { World } from "../operations/world.ts";
import { type ClientOfChannel, createChannelClients, oneClient } from "./channel-clients.ts";
import { createTokenSeal, type TokenSeal } from "./install/seal-token.ts";
import { storedChannels, storedInstalls } from "./install/stored-installs.ts";
import { createSlackChecks } from "./slack-checks.ts";
import { type SlackInstall, type SlackInstalls, singleInstall } from "./slack-install.ts";
import { boltLogger, type SlackLog } from "./slack-log.ts";
import { createSlackNotifier, postingOptions } from "./slack-notifier.ts";

/** How to speak to Slack, with or without listening to it. */
export type SlackConnectionOptions = {
  readonly world: World;
  readonly access: SlackAccess;
  /** Proves that requests over HTTP come from Slack; not needed with Socket Mode. */
  readonly signingSecret?: string | undefined;
  /** Opens the socket of Socket Mode; without it Slack's requests come over HTTP. */
  readonly appToken?: string | undefined;
  /** "https://slack.com/api/" unless set. */
  readonly slackApiUrl?: string | undefined;
  readonly logger: SlackLog;
  /** Pause between two messages of a channel in milliseconds; a second unless set. */
  readonly messageGapMs?: number | undefined;
};

/** Where the tokens come from: one of the settings, or those of workspaces that installed it. */
export type SlackAccess = OneToken | OauthAccess;

/** A token of the settings, for one workspace. */
export type OneToken = {
  readonly botToken: string;
  /** Of the workspace; learned from the token unless set. */
  readonly teamId?: string | undefined;
  readonly appId?: string | undefined;
};

/** What lets workspaces install the app themselves. */
export type OauthAccess = {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Keys that seal tokens: 32 bytes in base64 each, separated by commas, the newest first. */
  readonly secrets: string;
  /** Ids of the workspaces and organisations that may install it. */
  readonly teams: readonly string[];
  /** Under which browsers reach this server: "https://billrun.example.com". */
  readonly publicUrl: string;
};

/** What can be said to Slack. */
export type SlackConnection = {
  readonly installs: SlackInstalls;
  readonly notifier: Notifier;
  /** What a doctor sees; `isConnected` says how the socket of this process stands. */
  outside(isConnected?: () => boolean): Outside;
  /** Notes that a channel belongs to an installation. */
  remember(channel: string, install: SlackInstall): Promise<void>;
  /** Reads anew where the app is installed. */
  forgetInstalls(): void;
  /** Where workspaces install the app themselves. */
  readonly oauth: { readonly access: OauthAccess; readonly seal: TokenSeal } | null;
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

type Tokens = Omit<SlackConnection, "notifier" | "outside"> & { clientOf: ClientOfChannel };

/** Makes the ways to Slack that do not depend on requests. */
export function connectSlack(options: SlackConnectionOptions): SlackConnection {
  const { world, access, slackApiUrl, logger } = options;
  const { clientOf, ...tokens } =
    "botToken" in access ? oneToken(options, access) : manyTokens(options, access);
  const clock = world.clock;
  const notifier = createSlackNotifier({ clientOf, clock, gapMs: options.messageGapMs });
  const outside = (isConnected?: () => boolean) =>
    createSlackChecks({
      ...{ world, clientOf, isConnected, installs: tokens.installs },
      ...{ slackApiUrl: slackApiUrl ?? "https://slack.com/api/", logger },
      ...{ appToken: options.appToken, signingSecret: options.signingSecret },
      oauth: tokens.oauth?.access ?? null,
    });
  return { ...tokens, notifier, outside };
}

function oneToken({ slackApiUrl, logger }: SlackConnectionOptions, access: OneToken): Tokens {
  const client = new WebClient(access.botToken, answeringOptions(slackApiUrl, logger));
  return {
    installs: singleInstall(client, access),
    clientOf: oneClient(access.botToken, postingOptions(slackApiUrl, logger)),
    remember: async () => {},
    forgetInstalls: () => {},
    oauth: null,
  };
}

function manyTokens(options: SlackConnectionOptions, access: OauthAccess): Tokens {
  const { world, slackApiUrl, logger } = options;
  const seal = createTokenSeal(access.secrets);
  const installs = storedInstalls(world, seal, logger);
  const channels = storedChannels(world);
  const posting = postingOptions(slackApiUrl, logger);
  return {
    installs,
    clientOf: createChannelClients(installs, channels, posting),
    remember: (channel, { key }) => channels.remember(channel, key),
    forgetInstalls: () => installs.forget(),
    oauth: { access, seal },
  };
}
