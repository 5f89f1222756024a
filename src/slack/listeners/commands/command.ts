import type { ModalView } from "@slack/web-api";
import { parseRunLabel } from "../../../billing/bill-run/bill-run.ts";
import { quoteTyped } from "../../../operations/quote-typed.ts";
import { type Refusal, refuse } from "../../../operations/refusal.ts";
import type { Actor, World } from "../../../operations/world.ts";
import type { SlackMessage } from "../../blocks.ts";
import type { SlackPeople } from "../../slack-people.ts";

/** A command as a member typed it, after the first word. */
export type CommandCall = {
  readonly world: World;
  readonly actor: Actor;
  /** What stands behind the command's name. */
  readonly words: string;
  /** The same as Slack sent it, with ids: "<@U012|dana>", "<!subteam^S012|@approvers>". */
  readonly sent: string;
  /** Who people are at Slack. */
  readonly people: SlackPeople;
  /** Where a new run's card will stand: a channel, or a person if it was typed in private. */
  readonly channel: string;
  /** The same for the same request, however often it comes. */
  readonly requestKey: string;
};

/** A modal that a command opens at once as a skeleton, and fills. */
export type CommandForm = {
  /** Whether these words open it. */
  readonly opensFor: (words: string) => boolean;
  /** Title of the modal, of at most 24 characters. */
  readonly title: string;
  readonly open: (call: CommandCall) => Promise<ModalView | Refusal>;
};

/** One word of `/billrun`: what it is for, and what it does. */
export type Command = {
  readonly name: string;
  /** "approve BR-n". */
  readonly usage: string;
  /** A sentence for the list in help. */
  readonly summary: string;
  /** What help tells about it alone. */
  readonly detail: string;
  /** Whether it makes a run, whose card needs a channel that the app may post in. */
  readonly makesRun?: boolean;
  /** The channel that it has told things, as Slack sent it, where the app must be let in. */
  readonly talksIn?: (sent: string) => string | null;
  /** The modal that some words open instead of being answered. */
  readonly form?: CommandForm;
  readonly run: (call: CommandCall) => Promise<SlackMessage | Refusal>;
};

/** The run that the words name ("BR-12", "br-12", "12"), or the refusal `run_number_missing`. */
export function runNumberIn(words: string, usage: string): number | Refusal {
  const first = words.split(" ")[0] ?? "";
  const number = parseRunLabel(first);
  if (number !== null) return number;
  const message = first === "" ? "Which run?" : `${quoteTyped(first)} is no run.`;
  return refuse("run_number_missing", message, `Write /billrun ${usage.replace("BR-n", "BR-12")}.`);
}
