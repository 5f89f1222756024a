import { randomBytes } from "node:crypto";
import { EventEmitter } from "node:events";
import type {
  CallRecord,
  Chaos,
  ConsentCode,
  Conversation,
  DeliveryRecord,
  Ephemeral,
  Message,
  OAuthClient,
  OpenView,
  Organisation,
  ResponseUrl,
  SandboxChannel,
  SandboxPerson,
  SharedFile,
  Team,
  Token,
  Trigger,
  TypedCommand,
  UserGroup,
} from "./model.ts";

/** What makes a workspace. */
export type WorkspaceSeed = {
  team: Team;
  /** More workspaces that the app can be installed into. */
  otherTeams?: Team[] | undefined;
  /** What all of them belong to, and the app can be installed for as a whole. */
  organisation?: Organisation | undefined;
  people: SandboxPerson[];
  channels: SandboxChannel[];
  userGroups?: UserGroup[] | undefined;
  appId: string;
  /** The slash command with its slash. */
  command: string;
  botToken: string;
  /** What the app opens its socket with, if it does. */
  appToken?: string | undefined;
  /** What the bot's token was granted; everything if absent. */
  scopes?: string[] | undefined;
  oauth?: OAuthClient | undefined;
  /** What messages are dated with; may be moved. */
  now: () => Date;
  /** The wall clock in milliseconds, for what expires. */
  wallMs: () => number;
};

/** The regions of the page that a change can touch. */
export type Region = "sidebar" | "conversation" | "composer" | "modal" | "hood";

/** All state of the local Slack. */
export type Workspace = Omit<WorkspaceSeed, "userGroups"> & {
  bot: SandboxPerson;
  botId: string;
  tokens: Map<string, Token>;
  codes: Map<string, ConsentCode>;
  userGroups: Map<string, UserGroup>;
  peopleById: Map<string, SandboxPerson>;
  conversations: Map<string, Conversation>;
  /** Messages by channel, in the order of their ts. */
  messages: Map<string, Message[]>;
  ephemerals: Ephemeral[];
  typed: TypedCommand[];
  files: Map<string, SharedFile>;
  modals: Map<string, OpenView[]>;
  homes: Map<string, OpenView>;
  triggers: Map<string, Trigger>;
  responseUrls: Map<string, ResponseUrl>;
  deliveries: DeliveryRecord[];
  /** What the app asked of the Web API lately. */
  calls: CallRecord[];
  chaos: Chaos;
  /** When the app last posted in a channel, in milliseconds of the wall clock. */
  postedMs: Map<string, number>;
  changes: EventEmitter;
  /** Microseconds of the last ts handed out; the next one is always later. */
  lastTsMicros: bigint;
};

/** Opens an empty workspace with its people and channels. The app joins every channel it lists. */
export function createWorkspace(seed: WorkspaceSeed): Workspace {
  const people = seed.people.some((person) => person.isBot)
    ? seed.people
    : [...seed.people, defaultBot()];
  const bot = people.find((person) => person.isBot) ?? defaultBot();
  const changes = new EventEmitter();
  // Every open browser window and every waiting driver listens.
  changes.setMaxListeners(0);
  return {
    ...seed,
    people,
    bot,
    botId: `B${bot.id.slice(1)}`,
    tokens: tokensOf(seed),
    codes: new Map(),
    userGroups: new Map((seed.userGroups ?? []).map((group) => [group.id, group])),
    peopleById: new Map(people.map((person) => [person.id, person])),
    conversations: new Map(
      seed.channels.map((channel) => [
        channel.id,
        { ...channel, members: [...channel.members], kind: "channel", pins: [] },
      ]),
    ),
    messages: new Map(),
    ephemerals: [],
    typed: [],
    files: new Map(),
    modals: new Map(),
    homes: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    deliveries: [],
    calls: [],
    chaos: {
      deliverTwice: false,
      lateAcks: false,
      rateLimitStorm: false,
      onePerSecond: false,
      dropAnswers: 0,
      loseDeliveries: 0,
      isDown: false,
    },
    postedMs: new Map(),
    changes,
    lastTsMicros: 0n,
  };
}

function tokensOf(seed: WorkspaceSeed): Map<string, Token> {
  const { botToken, appToken, team, scopes = null } = seed;
  const tokens = new Map<string, Token>();
  tokens.set(botToken, { kind: "bot", isRevoked: false, team, scopes });
  if (appToken) tokens.set(appToken, { kind: "app", isRevoked: false, team, scopes: null });
  return tokens;
}

function defaultBot(): SandboxPerson {
  return { id: "U0BILLRUN", name: "billrun", realName: "billrun", timeZone: "UTC", isBot: true };
}

/** The next message id: seconds with six digits, never twice, never falling. */
export function nextTs(workspace: Workspace): string {
  const micros = BigInt(workspace.now().getTime()) * 1000n;
  const next = micros > workspace.lastTsMicros ? micros : workspace.lastTsMicros + 1n;
  workspace.lastTsMicros = next;
  const seconds = next / 1_000_000n;
  return `${seconds}.${String(next % 1_000_000n).padStart(6, "0")}`;
}

/** The instant a ts stands for. */
export function instantOf(ts: string): Date {
  return new Date(Number(ts) * 1000);
}

/** A fresh identifier in Slack's shape: one letter for its kind, then capitals and digits. */
export function newId(letter: string): string {
  return `${letter}${randomBytes(5).toString("hex").toUpperCase()}`;
}

/** Tells whoever watches that these regions look different now. */
export function changed(workspace: Workspace, ...regions: Region[]): void {
  for (const region of regions) workspace.changes.emit("change", region);
}

/** Calls back on every change until the returned function is called. */
export function watch(workspace: Workspace, listener: (region: Region) => void): () => void {
  workspace.changes.on("change", listener);
  return () => workspace.changes.off("change", listener);
}

/** The person with this id, or undefined. */
export function personOf(workspace: Workspace, id: string): SandboxPerson | undefined {
  return workspace.peopleById.get(id);
}

/** The team a person is in: their own, another of the company's, or a stranger's. */
export function teamOf(workspace: Workspace, personId: string): Team {
  const person = workspace.peopleById.get(personId);
  if (person?.isStranger) return { id: "T0STRANGER", name: "Another company", domain: "another" };
  const other = (workspace.otherTeams ?? []).find((team) => team.id === person?.teamId);
  return other ?? workspace.team;
}

/** The name a person goes by in messages. */
export function nameOf(workspace: Workspace, id: string): string {
  return workspace.peopleById.get(id)?.realName ?? "somebody unknown";
}
