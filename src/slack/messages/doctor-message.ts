import { countOf, countText } from "../../billing/money/amount-text.ts";
import type { Examination } from "../../operations/doctor/examine-company.ts";
import type { Check } from "../../operations/ports.ts";
import { context, paragraphs, type SlackMessage, section } from "../blocks.ts";
import { fitting } from "../text/fitting.ts";
import { safeText } from "../text/safe-text.ts";

/** More kinds of checks than there are. */
const mostFine = 30;

/** What a doctor found: what is wrong first, each with what to do. */
export function doctorMessage({ checks, isSound }: Examination): SlackMessage {
  const wrong = checks.filter((check) => !check.isFine);
  const fine = checks.filter((check) => check.isFine);
  const head = isSound
    ? `All is well: ${countOf(fine.length, "check")}, nothing wrong.`
    : `${countOf(wrong.length, "thing")} ${wrong.length === 1 ? "needs" : "need"} somebody.`;
  const told = fitting(wrong, wrongText).map(wrongText);
  const more = wrong.length - told.length;
  // What is fine is told where there is room.
  const well = wrong.length > 5 ? [] : fine.slice(0, mostFine).map(fineText);
  const alsoFine = fitting([...told, ...well], (text) => text).slice(told.length);
  return {
    text: isSound ? head : `${head} First: ${shown(wrong[0]?.text ?? "")}`,
    blocks: [
      section(`*${head}*`),
      ...paragraphs(told),
      ...(more > 0 ? [context(`and ${countText(more)} more: see \`billrun doctor\``)] : []),
      ...paragraphs(alsoFine),
    ],
  };
}

function wrongText({ what, text, remedy }: Check): string {
  const next = remedy === null ? "" : `\n      ${shown(remedy)}`;
  return `:warning: *${shown(what)}*: ${shown(text)}${next}`;
}

function fineText({ what, text, remedy }: Check): string {
  return `• ${shown(what)}: fine. ${shown(text)}${remedy ? ` ${shown(remedy)}` : ""}`;
}

/** What was looked at knows channels by their ids; people know them by their names. */
function shown(text: string): string {
  return safeText(text).replace(/\b[CG](?=[A-Z]*\d)[A-Z0-9]{5,}\b/g, "<#$&>");
}
