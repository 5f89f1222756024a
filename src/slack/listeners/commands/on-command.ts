import type { SlashCommand } from "@slack/bolt";
import { isRefusal, refuse } from "../../../operations/refusal.ts";
import { actorOf, type Caller, type SlackDesk } from "../../caller.ts";
import { tell, tellTrouble } from "../../tell.ts";
import { nearestWord } from "../../text/nearest-word.ts";
import { typedText } from "../../text/typed-text.ts";
import { openCreateForm } from "../open-create-form.ts";
import type { Command } from "./command.ts";
import { commands } from "./commands.ts";

/** What was typed, taken apart. */
export type ParsedCommand =
  | { readonly command: Command; readonly words: string }
  | { readonly unknown: string; readonly near: string | null };

/** Finds the command that a text begins with; an empty text asks for help. */
export function parseCommand(sent: string): ParsedCommand {
  const text = typedText(sent);
  const [first = "", ...rest] = text.split(" ");
  const name = first.toLowerCase() || "help";
  const command = commands.find((one) => one.name === name);
  if (command) return { command, words: rest.join(" ") };
  const names = commands.map((one) => one.name);
  return { unknown: first, near: nearestWord(name, names) };
}

/** Answers one `/billrun …`: acknowledged at once, then told only to the one who typed it. */
export async function onCommand(
  desk: SlackDesk,
  command: SlashCommand,
  ack: () => Promise<void>,
  correlationId: string,
): Promise<void> {
  await ack();
  const caller: Caller = {
    slackId: command.user_id,
    channel: command.channel_id,
    responseUrl: command.response_url ?? null,
    correlationId,
  };
  try {
    const parsed = parseCommand(command.text ?? "");
    if ("unknown" in parsed) return await tell(desk, caller, unknownCommand(parsed));
    const opensForm = parsed.command.opensForm?.(parsed.words) ?? false;
    if (opensForm) {
      const channel = cardChannelOf(command);
      return await openCreateForm(desk, { ...caller, channel }, command.trigger_id);
    }
    await answer(desk, caller, parsed, command);
  } catch (error) {
    await tellTrouble(desk, caller, error);
  }
}

async function answer(
  desk: SlackDesk,
  caller: Caller,
  { command, words }: { command: Command; words: string },
  sent: SlashCommand,
): Promise<void> {
  const act = { action: `slack.${command.name}`, subject: words.split(" ")[0] || command.name };
  const actor = await actorOf(desk, caller, act);
  if (isRefusal(actor)) return tell(desk, caller, actor);
  const call = {
    world: desk.world,
    actor,
    words,
    channel: cardChannelOf(sent),
    // Slack gives every command a trigger of its own.
    requestKey: `command:${sent.trigger_id ?? caller.correlationId}`,
  };
  await tell(desk, caller, await command.run(call));
}

/**
 * Where the card of a run made here stands. The app can't write into direct messages between
 * people, so it writes to the one who typed: posting to a person's id opens their own with the app.
 */
function cardChannelOf(sent: SlashCommand): string {
  return sent.channel_id.startsWith("D") ? sent.user_id : sent.channel_id;
}

function unknownCommand({ unknown, near }: { unknown: string; near: string | null }) {
  const word = unknown.slice(0, 40);
  const remedy = near ? `Did you mean /billrun ${near}?` : "See /billrun help.";
  return refuse("command_unknown", `I don't know "${word}".`, remedy);
}
