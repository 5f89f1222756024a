import { canSee, conversationsOf, openDirectMessage } from "../conversations.ts";
import type { Conversation, OptionValue, PanelItem, SandboxPerson } from "../model.ts";
import type { Slack } from "../payloads.ts";
import type { TextReader } from "../render-text.ts";
import { readerOf } from "../transcript.ts";

/** What the page needs beside the workspace, for as long as the server runs. */
export type PageWorld = {
  slack: Slack;
  panel: () => PanelItem[];
  hints: CommandHint[];
  /**
   * What each person has seen last: `person channel` → the ts of a message, `person home` → the
   * hash of their App Home.
   */
  read: Map<string, string>;
  /** The options an external select offered last, by person, block and action. */
  offered: Map<string, OptionValue[]>;
};

/** A line under the message box while a command is being typed. */
export type CommandHint = { text: string; hint: string };

/** Where somebody looks: who they are, and what is open. */
export type Place = {
  world: PageWorld;
  person: SandboxPerson;
  conversation: Conversation;
  threadTs: string | null;
  isHome: boolean;
  reader: TextReader;
};

/** Reads a place from the page's address; what is missing or forbidden gets a default. */
export function placeOf(world: PageWorld, query: Record<string, string>): Place {
  const { workspace } = world.slack;
  const people = peopleShown(world);
  const person = people.find((one) => one.id === query["as"]) ?? people[0];
  if (!person) throw new Error("The workspace has no people");
  const own = openDirectMessage(workspace, person.id);
  const wanted = workspace.conversations.get(query["channel"] ?? "");
  const isAllowed = wanted !== undefined && canSee(workspace, wanted, person.id);
  const conversation = isAllowed ? wanted : (conversationsOf(workspace, person.id)[0] ?? own);
  return {
    world,
    person,
    conversation,
    threadTs: isAllowed ? query["thread"] || null : null,
    isHome: query["home"] === "1",
    reader: readerOf(workspace, person),
  };
}

/** Everybody one can be on this page: all but the app. */
export function peopleShown(world: PageWorld): SandboxPerson[] {
  return [...world.slack.workspace.peopleById.values()].filter((person) => !person.isBot);
}

/** The query that leads to a place, or to one that differs in some of it. */
export function queryOf(
  place: Place,
  change: { as?: string; channel?: string; thread?: string | null; home?: boolean } = {},
): string {
  const thread = change.thread === undefined ? place.threadTs : change.thread;
  const isHome = change.home ?? place.isHome;
  const query = new URLSearchParams({
    as: change.as ?? place.person.id,
    channel: change.channel ?? place.conversation.id,
    ...(thread ? { thread } : {}),
    ...(isHome ? { home: "1" } : {}),
  });
  return `?${query}`;
}
