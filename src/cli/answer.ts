import { isRefusal, type Refusal } from "../operations/refusal.ts";
import type { CliIo } from "./cli-io.ts";
import { sayInstant } from "./say-instant.ts";
import { inTerminal } from "./terminal-words.ts";

/** JSON for scripts: minor units (bigint) as text, maps as objects. */
export function toJson(value: unknown): string {
  const plain = (_: string, part: unknown) => {
    if (typeof part === "bigint") return part.toString();
    return part instanceof Map ? Object.fromEntries(part) : part;
  };
  return JSON.stringify(value, plain, 2);
}

/**
 * What is wrong with how a command was written, whatever stands in the books: exit status 2, as for
 * options nobody knows. What the books have not, or what they don't allow, is 1.
 */
const misspelled: ReadonlySet<string> = new Set([
  "account_missing",
  "amount_in_reason",
  "amount_invalid",
  "audit_head_invalid",
  "audit_word_unknown",
  "day_invalid",
  "days_far_apart",
  "document_number_missing",
  "event_unknown",
  "filter_invalid",
  "filter_unknown",
  "invoice_missing",
  "member_invalid",
  "notice_setting_invalid",
  "policy_invalid",
  "role_unknown",
  "run_label_invalid",
  "schedule_invalid",
]);

/**
 * Prints an operation's answer: the text that `show` makes of it, or JSON. A refusal goes to
 * standard error, with what to do, and the exit status becomes 1; with `--json` it is one object
 * on standard output.
 */
export function printAnswer<T>(
  io: CliIo,
  answer: T | Refusal,
  options: { readonly json?: boolean | undefined },
  show: (answer: T) => string,
): void {
  if (isRefusal(answer)) {
    printRefusal(io, answer, options);
    return;
  }
  io.out(`${options.json ? toJson(answer) : show(answer)}\n`);
}

/** Prints a refusal and sets the exit status: 2 for what is misspelled, else 1. */
export function printRefusal(
  io: CliIo,
  refusal: Refusal,
  options: { readonly json?: boolean | undefined },
): void {
  io.status = Math.max(io.status, misspelled.has(refusal.refusal) ? 2 : 1);
  if (options.json) {
    const { refusal: code, at } = refusal;
    const message = inTerminal(refusal.message);
    const remedy = refusal.remedy === null ? null : inTerminal(refusal.remedy);
    io.out(`${toJson({ refusal: code, message, remedy, ...(at ? { at } : {}) })}\n`);
    return;
  }
  const parts = [sentenceOf(refusal), refusal.remedy].filter((part) => part !== null);
  io.err(`${inTerminal(parts.join(" "))}\n`);
}

/** The message with the instant that it ends in, if there is one. */
function sentenceOf({ message, at }: Refusal): string {
  return at === undefined ? message : `${message.replace(/\.$/, "")}, ${sayInstant(at)}.`;
}
