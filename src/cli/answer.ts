import { isRefusal, type Refusal } from "../operations/refusal.ts";
import type { CliIo } from "./cli-io.ts";
import { sayInstant } from "./say-instant.ts";

/** JSON for scripts: minor units (bigint) as text, maps as objects. */
export function toJson(value: unknown): string {
  const plain = (_: string, part: unknown) => {
    if (typeof part === "bigint") return part.toString();
    return part instanceof Map ? Object.fromEntries(part) : part;
  };
  return JSON.stringify(value, plain, 2);
}

/**
 * Prints an operation's answer: the text that `show` makes of it, or JSON. A refusal goes to
 * standard error, with what to do, and the exit status becomes 1.
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

/** Prints a refusal to standard error and sets exit status 1. */
export function printRefusal(
  io: CliIo,
  refusal: Refusal,
  options: { readonly json?: boolean | undefined },
): void {
  const text = options.json
    ? toJson(refusal)
    : [sentenceOf(refusal), refusal.remedy].filter((part) => part !== null).join(" ");
  io.err(`${text}\n`);
  io.status = Math.max(io.status, 1);
}

/** The message with the instant that it ends in, if there is one. */
function sentenceOf({ message, at }: Refusal): string {
  return at === undefined ? message : `${message.replace(/\.$/, "")}, ${sayInstant(at)}.`;
}
