import type { HomeView, KnownBlock, ModalView } from "@slack/web-api";

/*
 * The words of the local Slack.
 *
 *   workspace    one team with its people, channels, messages, views and files; lives in memory
 *   person       somebody who types and clicks; the app itself is one too (a bot)
 *   message      kept in a channel and seen by its members
 *   ephemeral    shown to one person in one channel, kept nowhere else
 *   view         a modal (a stack of at most three per person) or an App Home
 *   trigger      the right to open one modal, for three seconds
 *   delivery     one request to the app, signed HTTP or over its socket, with what came of it
 */

/** Somebody in the workspace, as a seed describes them. */
export type SandboxPerson = {
  id: string;
  /** Handle: lower case, one word. */
  name: string;
  realName: string;
  /** IANA name, such as "Europe/Berlin". */
  timeZone: string;
  /** What they do, shown under their name. */
  title?: string;
  email?: string;
  locale?: string;
  isGuest?: boolean;
  isBot?: boolean;
  isDeactivated?: boolean;
  /** A person of another company, seen through a shared channel. */
  isStranger?: boolean;
  /** Somebody who works in another workspace of the company, where the app is installed too. */
  teamId?: string;
};

/** A channel, as a seed describes it. Direct messages are made when they are first opened. */
export type SandboxChannel = {
  id: string;
  name: string;
  members: string[];
  topic?: string;
  isPrivate?: boolean;
  isArchived?: boolean;
};

/** A channel or a direct message with its pins. */
export type Conversation = SandboxChannel & {
  kind: "channel" | "im";
  pins: string[];
};

/** Data of the app that a message carries and people don't see. */
export type MessageMetadata = { event_type: string; event_payload: Record<string, unknown> };

/** An emoji under a message, and who put it there. */
export type Reaction = { name: string; users: string[] };

/** The values of one block's elements by action id, in the shape of Slack's `state.values`. */
export type StateValues = Record<string, Record<string, ElementValue>>;

/** What a person has entered or chosen in one element. */
export type ElementValue = {
  type: string;
  value?: string | null;
  selected_option?: OptionValue | null;
  selected_options?: OptionValue[];
  selected_user?: string | null;
  selected_users?: string[];
  selected_channel?: string | null;
  selected_channels?: string[];
  selected_conversation?: string | null;
  selected_conversations?: string[];
  selected_date?: string | null;
  selected_time?: string | null;
  selected_date_time?: number | null;
  rich_text_value?: unknown;
};

/** A chosen option, as the app gave it. */
export type OptionValue = {
  text: { type: "plain_text" | "mrkdwn"; text: string };
  value?: string;
  description?: { type: "plain_text"; text: string };
  url?: string;
};

/** A message in a channel or a direct message. `ts` is unique in the workspace. */
export type Message = {
  channelId: string;
  ts: string;
  threadTs?: string;
  /** A reply that is shown in its channel too. */
  isBroadcast: boolean;
  userId: string;
  text: string;
  blocks: KnownBlock[];
  earlierBlocks: KnownBlock[][];
  attachments: unknown[];
  metadata?: MessageMetadata;
  editedTs?: string;
  fileIds: string[];
  reactions: Reaction[];
  /** What people have chosen in its elements and not sent yet. */
  values: Map<string, StateValues>;
};

/** A message only one person sees. */
export type Ephemeral = {
  channelId: string;
  ts: string;
  threadTs?: string;
  personId: string;
  /** The app, or Slack itself when it tells that something went wrong. */
  from: "app" | "slack";
  text: string;
  blocks: KnownBlock[];
  earlierBlocks: KnownBlock[][];
  values: StateValues;
};

/** A file that the app uploaded. `bytes` are null until they came. */
export type SharedFile = {
  id: string;
  name: string;
  title: string;
  bytes: Uint8Array | null;
  sizeBytes: number;
  isShared: boolean;
  userId: string;
  sharedIn?: { channelId: string; ts: string };
};

/** A modal or App Home, with what the person has entered. */
export type OpenView = {
  id: string;
  personId: string;
  kind: "modal" | "home";
  view: ModalView | HomeView;
  blocks: KnownBlock[];
  earlierBlocks: KnownBlock[][];
  hash: string;
  rootId: string;
  previousId: string | null;
  /** Where the person was when it opened. */
  channelId: string | null;
  values: StateValues;
  /** Inline errors by block id, after a refused submission. */
  errors: Record<string, string>;
  /** One sentence above the buttons when a submission did not get through. */
  notice: string | null;
};

/** The right to open or push one modal. Times are milliseconds of the wall clock. */
export type Trigger = {
  id: string;
  personId: string;
  issuedMs: number;
  isUsed: boolean;
  viewId: string | null;
  /** Where it was given, for what defaults to the current conversation. */
  channelId: string | null;
};

/** A workspace, as Slack names it. */
export type Team = { id: string; name: string; domain: string };

/** The organisation of a company with several workspaces, as Slack names it. */
export type Organisation = { id: string; name: string };

/** A group of people who are mentioned together, such as @controllers. */
export type UserGroup = {
  id: string;
  /** The workspace that has it; the first one if absent. */
  teamId?: string;
  handle: string;
  name: string;
  members: string[];
  isDisabled?: boolean;
};

/** What the app shows to prove itself: a bot's token of a team, or the app's own. */
export type Token = {
  kind: "bot" | "app";
  isRevoked: boolean;
  team: Team;
  /** What was granted; null for everything. */
  scopes: string[] | null;
};

/** How the app is installed by OAuth. */
export type OAuthClient = {
  clientId: string;
  clientSecret: string;
  /** Why the app asks for each scope, shown beside it; Slack's own words where absent. */
  reasons?: Record<string, string>;
};

/** A consent that somebody gave, to be turned into a token once. */
export type ConsentCode = {
  personId: string;
  team: Team;
  scopes: string[];
  redirectUri: string | null;
  issuedMs: number;
  isUsed: boolean;
};

/** Where a `response_url` points: to a command, or to the message that was clicked. */
export type ResponseUrl = {
  id: string;
  personId: string;
  channelId: string;
  issuedMs: number;
  usesLeft: number;
  origin: { kind: "command" } | { kind: "message"; ts: string } | { kind: "ephemeral"; ts: string };
};

/**
 * What came of a delivery: late is no answer within three seconds, refused any but 2xx, lost was
 * never sent on purpose.
 */
export type DeliveryOutcome = "answered" | "refused" | "late" | "unreachable" | "lost";

/** One request to the app. */
export type DeliveryRecord = {
  id: number;
  at: Date;
  /** "command", "block_actions", "view_submission", "event", … */
  kind: string;
  /** What a person would call it: the command's text, the button, the event's type. */
  summary: string;
  outcome: DeliveryOutcome;
  /** The HTTP status, 200 for an acknowledgement over a socket, or null if none came. */
  status: number | null;
  tookMs: number;
  retry: number;
  request: string;
  answer: string;
};

/** A command as somebody typed it; channels don't show it, the transcript does. */
export type TypedCommand = {
  channelId: string;
  personId: string;
  ts: string;
  line: string;
};

/** What a panel's action asks before it runs: a day, or one of a few things. */
export type PanelInput =
  | { kind: "date"; label: string; value?: string; verb?: string }
  | {
      kind: "choice";
      label: string;
      choices: { value: string; text: string }[];
      verb?: string;
      /** Said in place of the choices when there are none. */
      none?: string;
    };

/** An action of the "Under the hood" panel that the composition root adds. */
export type PanelItem = {
  label: string;
  /** Shown beside the label, such as the clock's day. */
  detail?: string;
  /** One line: what it does. */
  explanation?: string;
  input?: PanelInput;
  /** `given` is what was entered; what it returns is told to the person as what happened. */
  run: (given?: string) => unknown;
};

/** One call of the Web API by the app. `error` is Slack's word for why it was refused. */
export type CallRecord = {
  at: Date;
  method: string;
  /** Null where the answer was dropped on purpose. */
  status: number | null;
  error: string | null;
  tookMs: number;
};

/** What can be made to go wrong, on purpose. Counters fall by one with each use. */
export type Chaos = {
  /** Deliver every interaction twice, as Slack may. */
  deliverTwice: boolean;
  /** Treat the app's answers as later than three seconds. */
  lateAcks: boolean;
  /** Answer every chat method with 429 and Retry-After. */
  rateLimitStorm: boolean;
  /** Take one message a second and channel, as Slack promises, and answer 429 to the next. */
  onePerSecond: boolean;
  /** How many of the next posts are done, but never answered. */
  dropAnswers: number;
  /** How many of the next requests to the app are never sent. */
  loseDeliveries: number;
  /** Answer everything with 503, as if Slack were down. */
  isDown: boolean;
};
