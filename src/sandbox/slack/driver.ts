import { clickElement, contentOf, enterValue, findElement, type Target } from "./clicks.ts";
import { type CommandOutcome, runCommand } from "./commands.ts";
import { canSee, channelMessages, threadMessages } from "./conversations.ts";
import type { Answer } from "./delivery.ts";
import type { PlacedElement } from "./elements.ts";
import type { Ephemeral, Message, OpenView, OptionValue } from "./model.ts";
import type { Slack } from "./payloads.ts";
import { blocksToText, messageToText, textToText } from "./render-text.ts";
import { openHome, say, useShortcut } from "./speech.ts";
import { closeModal, type SubmitOutcome, submitModal } from "./submissions.ts";
import { suggestOptions } from "./suggestions.ts";
import { readerOf, transcript } from "./transcript.ts";
import { topModal } from "./views.ts";
import { watch } from "./workspace.ts";

/** A message or an ephemeral with what a person reads of it. */
export type Shown<T> = T & { shown: string };
/** A view with its title and what a person reads of it. */
export type ShownView = OpenView & { title: string; shown: string };
/** Something to click in: what `messages` or `ephemerals` gave, or a message by its ts. */
export type Clickable = { channelId: string; ts: string };

/** One person at the keyboard, driven from code. Acts wait for the app's acknowledgement. */
export type Driver = {
  id: string;
  /** Types a slash command; `text` is what follows it. */
  command: (channelId: string, text: string) => Promise<CommandOutcome>;
  say: (channelId: string, text: string, threadTs?: string) => Promise<Message>;
  messages: (channelId: string) => Shown<Message>[];
  thread: (channelId: string, ts: string) => Shown<Message>[];
  ephemerals: (channelId?: string) => Shown<Ephemeral>[];
  modal: () => ShownView | null;
  home: () => ShownView | null;
  openHome: () => Promise<Answer>;
  /** Clicks a button, or chooses `value` in a select, by action id or by what stands on it. */
  click: (at: Clickable, wanted: string, value?: string | string[]) => Promise<Answer>;
  clickInModal: (wanted: string, value?: string | string[]) => Promise<Answer>;
  clickInHome: (wanted: string, value?: string | string[]) => Promise<Answer>;
  /**
   * Enters a value into the modal by block id, action id or label; external selects ask first.
   * People and channels are chosen by id or by name: "Lee Park", "#billing".
   */
  fill: (wanted: string, value: string | string[]) => Promise<void>;
  submit: () => Promise<SubmitOutcome>;
  close: () => Promise<void>;
  shortcut: (callbackId: string, message?: Clickable) => Promise<Answer>;
  /** Waits until the predicate gives something; looks again at every change. */
  waitFor: <T>(
    predicate: () => T | null | undefined | false,
    options?: { timeoutMs?: number; what?: string },
  ) => Promise<T>;
};

/** A wait ends as soon as it can; a busy machine may take its time. */
const WAIT_MS = 20_000;

/** A driver for one person. Throws if there is no such person. */
export function driverFor(slack: Slack, personId: string): Driver {
  const { workspace } = slack;
  const person = workspace.peopleById.get(personId);
  if (!person) throw new Error(`There is no person ${personId}`);
  const reader = readerOf(workspace, person);
  const shownMessage = <T extends { text: string; blocks: Message["blocks"] }>(one: T) => ({
    ...one,
    shown: messageToText(one, reader),
  });
  const shownView = (open: OpenView | null | undefined): ShownView | null => {
    if (!open) return null;
    const title = open.view.type === "modal" ? textToText(open.view.title, reader) : "Home";
    return { ...open, title, shown: blocksToText(open.blocks, reader) };
  };
  const visible = (channelId: string) => {
    const conversation = workspace.conversations.get(channelId);
    return conversation !== undefined && canSee(workspace, conversation, personId);
  };
  const modal = () => topModal(workspace, personId);
  return {
    id: personId,
    command: (channelId, text) => runCommand(slack, { personId, channelId, text }),
    say: (channelId, text, threadTs) => say(slack, { personId, channelId, text, threadTs }),
    messages: (channelId) =>
      visible(channelId) ? channelMessages(workspace, channelId).map(shownMessage) : [],
    thread: (channelId, ts) =>
      visible(channelId) ? threadMessages(workspace, channelId, ts).map(shownMessage) : [],
    ephemerals: (channelId) =>
      workspace.ephemerals
        .filter((one) => one.personId === personId)
        .filter((one) => !channelId || one.channelId === channelId)
        .map(shownMessage),
    modal: () => shownView(modal()),
    home: () => shownView(workspace.homes.get(personId)),
    openHome: () => openHome(slack, personId),
    click: (at, wanted, value) => act(slack, personId, targetAt(slack, at), wanted, value),
    clickInModal: (wanted, value) => act(slack, personId, viewTarget(modal()), wanted, value),
    clickInHome: (wanted, value) =>
      act(slack, personId, viewTarget(workspace.homes.get(personId)), wanted, value),
    fill: (wanted, value) => fill(slack, personId, wanted, value),
    submit: () => submitModal(slack, personId),
    close: () => closeModal(slack, personId),
    shortcut: (callbackId, message) =>
      useShortcut(slack, { personId, callbackId, ...(message ? { message } : {}) }),
    waitFor: (predicate, options) => waitFor(slack, predicate, options),
  };
}

function viewTarget(open: OpenView | null | undefined): Target {
  if (!open) throw new Error("Nothing is open to click in");
  return { kind: "view", viewId: open.id };
}

function targetAt(slack: Slack, at: Clickable): Target {
  const isEphemeral = slack.workspace.ephemerals.some((one) => one.ts === at.ts);
  return isEphemeral
    ? { kind: "ephemeral", ts: at.ts }
    : { kind: "message", channelId: at.channelId, ts: at.ts };
}

function locate(slack: Slack, personId: string, target: Target, wanted: string): PlacedElement {
  const content = contentOf(slack, target, personId);
  if (!content) throw new Error(`Nothing is there to look for "${wanted}" in`);
  const placed = findElement(content.blocks, wanted);
  if (placed) return placed;
  throw new Error(`There is no "${wanted}" in:\n${blocksToText(content.blocks)}`);
}

async function act(
  slack: Slack,
  personId: string,
  target: Target,
  wanted: string,
  value: string | string[] = [],
): Promise<Answer> {
  const placed = locate(slack, personId, target, wanted);
  const given = [value].flat().map((one) => idOf(slack, placed, one));
  const external = await suggested(slack, personId, target, placed, given);
  return clickElement(slack, { personId, target, placed, given }, external);
}

async function fill(
  slack: Slack,
  personId: string,
  wanted: string,
  value: string | string[],
): Promise<void> {
  const target = viewTarget(topModal(slack.workspace, personId));
  const placed = locate(slack, personId, target, wanted);
  const given = [value].flat().map((one) => idOf(slack, placed, one));
  const external = await suggested(slack, personId, target, placed, given);
  const { block } = placed;
  if (block.type === "input" && !block.dispatch_action) {
    enterValue(slack, { personId, target, placed, given }, external);
    return;
  }
  await clickElement(slack, { personId, target, placed, given }, external);
}

/** People and channels may be named; what is no name of one stays as it is. */
function idOf(slack: Slack, { element }: PlacedElement, given: string): string {
  const { peopleById, conversations } = slack.workspace;
  if (/^(multi_)?users_select$/.test(element.type)) {
    const named = [...peopleById.values()].find(
      (one) => one.realName === given || `@${one.name}` === given,
    );
    return named?.id ?? given;
  }
  if (/^(multi_)?(channels|conversations)_select$/.test(element.type)) {
    const named = [...conversations.values()].find(
      (one) => one.kind === "channel" && `#${one.name}` === given,
    );
    return named?.id ?? given;
  }
  return given;
}

// A person types the beginning of what they look for and takes the first the app offers.
// The values in `given` become those of the options taken.
async function suggested(
  slack: Slack,
  personId: string,
  target: Target,
  placed: PlacedElement,
  given: string[],
): Promise<OptionValue[]> {
  const { type } = placed.element;
  if (type !== "external_select" && type !== "multi_external_select") return [];
  const options: OptionValue[] = [];
  for (const [index, typed] of given.entries()) {
    const offered = await suggestOptions(slack, { personId, target, placed, typed });
    const exact = offered.find((one) => one.value === typed || one.text.text === typed);
    given[index] = (exact ?? offered[0])?.value ?? typed;
    options.push(...offered);
  }
  return options;
}

async function waitFor<T>(
  slack: Slack,
  predicate: () => T | null | undefined | false,
  options: { timeoutMs?: number; what?: string } = {},
): Promise<T> {
  const { timeoutMs = WAIT_MS, what = "what was waited for" } = options;
  const { workspace } = slack;
  const now = predicate();
  if (now) return now;
  return new Promise<T>((resolve, reject) => {
    const look = () => {
      try {
        const found = predicate();
        if (found) finish(() => resolve(found));
      } catch (error) {
        finish(() => reject(error));
      }
    };
    // The predicate may look at more than the workspace, so time passing is a change too.
    const ticker = setInterval(look, 50);
    const unwatch = watch(workspace, look);
    const deadline = setTimeout(() => {
      const tail = transcript(workspace).split("\n").slice(-40).join("\n");
      finish(() =>
        reject(new Error(`${what} did not come in ${timeoutMs} ms. Last seen:\n${tail}`)),
      );
    }, timeoutMs);
    function finish(end: () => void): void {
      clearInterval(ticker);
      clearTimeout(deadline);
      unwatch();
      end();
    }
  });
}
