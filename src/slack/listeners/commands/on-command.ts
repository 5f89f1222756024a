import type { SlashCommand } from "@slack/bolt";
import { parseRunLabel } from "../../../billing/bill-run/bill-run.ts";
import { runSubjectIn } from "../../../operations/audit/read-question.ts";
import { auditRefusal } from "../../../operations/audited.ts";
import { quoteTyped } from "../../../operations/quote-typed.ts";
import { isRefusal, type Refusal, refuse } from "../../../operations/refusal.ts";
import type { Actor } from "../../../operations/world.ts";
import { actorOf, type Caller, type SlackDesk } from "../../caller.ts";
import { refuseClosedChannel } from "../../refuse-closed-channel.ts";
import { leavingTrail, noted } from "../../request-trail.ts";
import { tell, tellTrouble, viewOf } from "../../tell.ts";
import { nearestWord } from "../../text/nearest-word.ts";
import { isPersonId } from "../../text/people-text.ts";
import { typedText } from "../../text/typed-text.ts";
import { openAndFill } from "../open-and-fill.ts";
import type { Command, CommandCall } from "./command.ts";
import { commands } from "./commands.ts";
import { otherWords } from "./other-words.ts";

/** What was typed, taken apart. */
export type ParsedCommand =
  | { readonly command: Command; readonly words: string }
  | { readonly unknown: string; readonly near: string | null; readonly words: string };

/** Finds the command that a text begins with; an empty text asks for help. */
export function parseCommand(sent: string): ParsedCommand {
  const text = typedText(sent);
  const [first = "", ...rest] = text.split(" ");
  const name = first.toLowerCase() || "help";
  const command = commands.find((one) => one.name === name);
  if (command) return { command, words: rest.join(" ") };
  const meant = Object.hasOwn(otherWords, name) ? otherWords[name] : undefined;
  const near =
    meant ??
    nearestWord(
      name,
      commands.map((one) => one.name),
    );
  return { unknown: first, near, words: rest.join(" ") };
}

/** Answers one `/billrun …`: acknowledged at once, then told only to the one who typed it. */
export async function onCommand(
  open: SlackDesk,
  command: SlashCommand,
  ack: () => Promise<void>,
  correlationId: string,
): Promise<void> {
  await ack();
  const typedBy = {
    slackId: command.user_id,
    channel: command.channel_id,
    responseUrl: command.response_url ?? null,
    correlationId,
  };
  const parsed = parseCommand(command.text ?? "");
  const act = actOf(parsed);
  await leavingTrail(open, typedBy, act, async (desk, caller) => {
    try {
      if ("command" in parsed) await answer(desk, caller, act, parsed, command);
      else await refuseWord(desk, caller, act, parsed);
    } catch (error) {
      await tellTrouble(desk, caller, error);
    }
  });
}

/** What was tried, as the audit trail says it. */
function actOf(parsed: ParsedCommand): { readonly action: string; readonly subject: string } {
  if ("command" in parsed) {
    const { command, words } = parsed;
    const run = runSubjectIn(words.split(" ")[0] ?? "");
    return { action: `slack.${command.name}`, subject: run ?? (words || command.name) };
  }
  return { action: "slack.command", subject: parsed.unknown };
}

/** Who may not use billrun hears that, whatever they type. */
async function refuseWord(
  desk: SlackDesk,
  caller: Caller,
  act: Parameters<typeof actorOf>[2],
  parsed: Exclude<ParsedCommand, { command: Command }>,
): Promise<void> {
  const actor = await actorOf(desk, caller, act);
  if (isRefusal(actor)) return tell(desk, caller, actor);
  await tell(desk, caller, unknownCommand(parsed));
}

async function answer(
  desk: SlackDesk,
  caller: Caller,
  act: Parameters<typeof actorOf>[2],
  { command, words }: { command: Command; words: string },
  sent: SlashCommand,
): Promise<void> {
  const channel = cardChannelOf(sent);
  const typed = sent.text.trim().replace(/^\S+\s*/, "");
  const callOf = (actor: Actor): CommandCall => ({
    world: desk.world,
    actor,
    words,
    sent: typed,
    people: desk.people,
    channel,
    // Slack gives every command a trigger of its own.
    requestKey: `command:${sent.trigger_id ?? caller.correlationId}`,
  });
  const { form } = command;
  if (form?.opensFor(words)) {
    const no = await refuseClosed(desk, command, { channel, typed });
    if (no) return tell(desk, caller, no);
    const opening = { triggerId: sent.trigger_id, title: form.title, act };
    return openAndFill(desk, caller, opening, async (actor) => {
      const view = noted(caller, await form.open(callOf(actor)));
      return isRefusal(view) ? viewOf(form.title, view) : view;
    });
  }
  const actor = await actorOf(desk, caller, act);
  if (isRefusal(actor)) return tell(desk, caller, actor);
  const no = await refuseClosed(desk, command, { channel, typed });
  if (no) return tell(desk, caller, await auditRefusal(desk.world, actor, act, no));
  await tell(desk, caller, await command.run(callOf(actor)));
}

/**
 * Where the card of a run made here stands. The app can't write into direct messages between
 * people, so it writes to the one who typed: posting to a person's id opens their own with the app.
 */
function cardChannelOf(sent: SlashCommand): string {
  return sent.channel_id.startsWith("D") ? sent.user_id : sent.channel_id;
}

/** Refuses where the app could not say what comes of a command. */
async function refuseClosed(
  desk: SlackDesk,
  { makesRun, talksIn }: Command,
  { channel, typed }: { readonly channel: string; readonly typed: string },
): Promise<Refusal | null> {
  const told = talksIn?.(typed) ?? null;
  if (told !== null) return refuseClosedChannel(desk, told, "there");
  // One's own messages with the app are always open.
  return makesRun && !isPersonId(channel) ? refuseClosedChannel(desk, channel, "here") : null;
}

/** What stood behind the word is meant for the nearest command, too, where it is short. */
function unknownCommand({ unknown, near, words }: Extract<ParsedCommand, { unknown: string }>) {
  const command = near ?? (parseRunLabel(unknown) === null ? null : `show ${unknown}`);
  const meant = words === "" || words.length > 64 ? command : `${command} ${words}`;
  const remedy = command ? `Did you mean /billrun ${meant}?` : "See /billrun help.";
  return refuse("command_unknown", `I don't know ${quoteTyped(unknown)}.`, remedy);
}
