import { serve } from "@hono/node-server";
import type { KnownBlock } from "@slack/web-api";
import { formatProblem } from "./block-checks.ts";
import { type ChaosControls, chaosControls } from "./chaos-controls.ts";
import { findConversation } from "./conversations.ts";
import type { Courier } from "./delivery.ts";
import { type Driver, driverFor } from "./driver.ts";
import { withIds } from "./elements.ts";
import { httpCarrier } from "./http-carrier.ts";
import type {
  DeliveryRecord,
  Message,
  OAuthClient,
  Organisation,
  PanelItem,
  SandboxChannel,
  SandboxPerson,
  Team,
  UserGroup,
} from "./model.ts";
import { pages } from "./page/pages.tsx";
import type { CommandHint } from "./page/place.ts";
import type { Slack } from "./payloads.ts";
import { pinMessage, postMessage } from "./post.ts";
import { responseUrls } from "./response-urls.ts";
import { openSocketLink, type SocketLink } from "./socket-link.ts";
import { type TranscriptOptions, transcript } from "./transcript.ts";
import { validateBlocks } from "./validate-blocks.ts";
import { webApi } from "./web-api.ts";
import { changed, createWorkspace, type Workspace } from "./workspace.ts";

/** What a local Slack is started with. */
export type LocalSlackOptions = {
  /** 0 or absent: any free port. */
  port?: number;
  /** How requests reach the app: signed HTTP to `appUrl`, or the socket it opens. Default: HTTP. */
  transport?: "http" | "socket";
  /** Where the app listens, without `/slack/events`; a function if that is known later. */
  appUrl?: string | (() => string);
  signingSecret: string;
  botToken: string;
  /** What the app opens its socket with: "xapp-…". Required with transport "socket". */
  appToken?: string;
  /** What the bot's token was granted; everything if absent. */
  scopes?: string[];
  /** Lets people install the app at `/oauth/v2/authorize`. */
  oauth?: OAuthClient;
  appId?: string;
  team: Team;
  /** More workspaces of the company; people are in one by their `teamId`. */
  otherTeams?: Team[];
  /** What all of them belong to; lets the app be installed for it as a whole. */
  organisation?: Organisation;
  /** A person with `isBot` is the app itself; without one it is called billrun. */
  people: SandboxPerson[];
  /** The app is a member where its id is listed. */
  channels: SandboxChannel[];
  userGroups?: UserGroup[];
  /** The slash command with its slash: "/billrun". */
  command: string;
  /** What messages are dated with. */
  now?: () => Date;
  /** The wall clock in milliseconds: triggers and response_urls expire by it. */
  wallMs?: () => number;
  /** More actions for the "Under the hood" panel, such as moving the clock. */
  panel?: () => PanelItem[];
  /** What the message box suggests after a slash. */
  hints?: CommandHint[];
};

const defaultHints: CommandHint[] = [{ text: "help", hint: "What the app can do" }];

/** A running local Slack. */
export type LocalSlack = {
  /** For `slackApiUrl`; ends in `/api/`. */
  apiUrl: string;
  /** The page for people; no slash at the end. */
  webUrl: string;
  state: Workspace;
  /** One person at the keyboard. Throws if there is no such person. */
  person: (id: string) => Driver;
  /** Posts a message of the app and pins it to the top of its channel. */
  pin: (channelId: string, text: string, blocks?: KnownBlock[]) => Message;
  deliveries: () => DeliveryRecord[];
  transcript: (options?: TranscriptOptions) => string;
  chaos: ChaosControls;
  stop: () => Promise<void>;
};

/** Starts a local Slack on 127.0.0.1 for one app and its people. */
export async function startLocalSlack(options: LocalSlackOptions): Promise<LocalSlack> {
  const workspace = createWorkspace({
    team: options.team,
    people: options.people,
    channels: options.channels,
    appId: options.appId ?? "A0BILLRUN",
    command: options.command,
    botToken: options.botToken,
    appToken: options.appToken,
    scopes: options.scopes,
    oauth: options.oauth,
    otherTeams: options.otherTeams,
    organisation: options.organisation,
    userGroups: options.userGroups,
    now: options.now ?? (() => new Date()),
    wallMs: options.wallMs ?? (() => Date.now()),
  });
  const link = options.transport === "socket" ? openLink(options, workspace) : null;
  const carry = link?.carry ?? httpCarrier(appAddress(options), options.signingSecret);
  const courier: Courier = {
    workspace,
    carry,
    last: null,
    timers: new Set(),
    isStopped: false,
  };
  let webUrl = "";
  const slack: Slack = { workspace, courier, link, webUrl: () => webUrl };
  const app = webApi(slack);
  app.route("/", responseUrls(slack));
  app.route("/", pages(slack, options.panel ?? (() => []), options.hints ?? defaultHints));
  const server = await listen(app.fetch, options.port ?? 0, link);
  webUrl = `http://127.0.0.1:${server.port}`;
  return {
    apiUrl: `${webUrl}/api/`,
    webUrl,
    state: workspace,
    person: (id) => driverFor(slack, id),
    pin: (channelId, text, blocks) => pin(workspace, channelId, text, blocks ?? []),
    deliveries: () => [...workspace.deliveries],
    transcript: (wanted) => transcript(workspace, wanted),
    chaos: chaosControls(slack),
    stop: async () => {
      courier.isStopped = true;
      for (const timer of courier.timers) clearTimeout(timer);
      link?.stop();
      await server.stop();
    },
  };
}

function openLink(options: LocalSlackOptions, workspace: Workspace) {
  if (!options.appToken) throw new Error("Socket Mode needs an appToken");
  return openSocketLink(workspace.appId, () => changed(workspace, "hood"));
}

function appAddress({ appUrl }: LocalSlackOptions): () => string {
  if (appUrl === undefined) throw new Error("Without Socket Mode, an appUrl is needed");
  return typeof appUrl === "string" ? () => appUrl : appUrl;
}

function pin(workspace: Workspace, channelId: string, text: string, blocks: KnownBlock[]): Message {
  const conversation = findConversation(workspace, channelId);
  if (!conversation) throw new Error(`There is no channel ${channelId}`);
  const problems = validateBlocks(blocks, "message");
  if (problems.length > 0) throw new Error(problems.map(formatProblem).join("\n"));
  const message = postMessage(workspace, {
    channelId: conversation.id,
    userId: workspace.bot.id,
    text,
    blocks: withIds(blocks),
  });
  pinMessage(workspace, message);
  return message;
}

type Listening = { port: number; stop: () => Promise<void> };
type Handler = Parameters<typeof serve>[0]["fetch"];

function listen(fetch: Handler, port: number, link: SocketLink | null): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: "127.0.0.1" }, (info) => {
      server.off("error", reject);
      resolve({ port: info.port, stop });
    });
    server.once("error", reject);
    link?.attach(server);
    function stop(): Promise<void> {
      return new Promise((done) => {
        server.close(() => done());
        // Open pages hold their event stream; without this the server would wait for them.
        if ("closeAllConnections" in server) server.closeAllConnections();
      });
    }
  });
}
