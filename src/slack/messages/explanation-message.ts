import { explainedLine } from "../../billing/bill-run/explained-line.ts";
import type { AccountOutcome } from "../../billing/bill-run/proposal.ts";
import { amountText, countOf } from "../../billing/money/amount-text.ts";
import type {
  AccountExplanation,
  ExplainedCharge,
} from "../../operations/bill-runs/account-explanation.ts";
import { buttons, context, paragraphs, type SlackMessage, section } from "../blocks.ts";
import { runButton } from "../run-buttons.ts";
import { longestKey } from "../run-reference.ts";
import { dayText } from "../text/day-text.ts";
import { safeName, safeSentence } from "../text/safe-text.ts";

/** All charges together stay below this many characters, Slack's cap being about 13,000. */
const mostCharacters = 9_000;

/** So many charges with the same reason are named; the rest is counted. */
const namedTogether = 20;

const outcomes: Readonly<Record<AccountOutcome, string>> = {
  billed: "billed",
  "nothing-due": "nothing due",
  excluded: "excluded",
  parked: "parked",
  held: "held",
};

/** Why an account was, or would be, billed what it was: a line a charge, billed or not. */
export function explanationMessage(explained: AccountExplanation): SlackMessage {
  const lines: string[] = [];
  let characters = 0;
  for (const text of chargeTexts(explained)) {
    characters += text.length + 1;
    if (characters > mostCharacters) break;
    lines.push(text);
  }
  const rest = chargeTexts(explained).length - lines.length;
  return {
    text: explanationText(explained),
    blocks: [
      section(heading(explained)),
      ...paragraphs(lines.length > 0 ? lines : ["It has no subscription."]),
      ...(rest > 0 ? [context(`and ${countOf(rest, "more charge")}`)] : []),
    ],
  };
}

/**
 * The same as the answer to a command: a run's documents can be opened from it, page by page and
 * with every line. In a modal it would be one view too many.
 */
export function explanationAnswer(explained: AccountExplanation): SlackMessage {
  const message = explanationMessage(explained);
  const { runNumber: number, account } = explained;
  if (number === null || explained.isCanceled || account.length > longestKey) return message;
  const open = runButton({ number, digest: null }, "account", "See every line", { account });
  return { ...message, blocks: [...message.blocks, ...buttons([open])] };
}

function explanationText(explained: AccountExplanation): string {
  const { runNumber, result, isCanceled } = explained;
  const asked = runNumber === null ? "a run for today" : `BR-${runNumber}`;
  const stands = result === null ? "" : `: ${outcomeText(result, explained)}`;
  if (isCanceled) {
    return `${asked} was canceled and billed nothing of ${safeName(explained.name)}.`;
  }
  const billed = countOf(explained.charges.filter((c) => c.lines.length > 0).length, "charge");
  const name = safeName(explained.name);
  return `${name} in ${asked}${stands}, ${billed} billed. Why, charge by charge.`;
}

/** Before its launch a run has billed nobody. */
function outcomeText(result: AccountOutcome, { isLaunched }: AccountExplanation): string {
  return result === "billed" && isLaunched === false ? "would be billed" : outcomes[result];
}

function heading(explained: AccountExplanation): string {
  const { runNumber, result, reason } = explained;
  const target = `target ${dayText(explained.targetOn)}`;
  const asked = runNumber === null ? `A run for today, ${target}` : `BR-${runNumber}, ${target}`;
  const lines = [`*${safeName(explained.name)}* (${safeName(explained.account)}) · ${asked}`];
  if (result !== null) {
    const why = reason ? `: ${safeSentence(reason)}` : ".";
    const came = outcomeText(result, explained);
    lines.push(`${came.replace(/^./, (first) => first.toUpperCase())}${why}`);
  }
  if (explained.isCanceled) {
    lines.push("Canceled: it billed nothing. What it would bill by what is known now:");
  }
  for (const document of explained.documents.slice(0, 5)) {
    const kind = document.type === "invoice" ? "Invoice" : "Credit memo";
    const number = document.number ? ` ${document.number}` : "";
    lines.push(`${kind}${number}: ${amountText(document.totalMinor, explained.currency)}`);
  }
  return lines.join("\n");
}

/**
 * A text a charge. Charges that are not billed for the same reason are named together, and where
 * the whole account is held or parked, that reason stands above them already.
 */
function chargeTexts(explained: AccountExplanation): readonly string[] {
  const isApart = explained.result === "held" || explained.result === "parked";
  const silent = new Map<string, string[]>();
  const texts: string[] = [];
  for (const charge of explained.charges) {
    if (charge.lines.length > 0 || !isApart) {
      texts.push(chargeLines(charge, explained).join("\n"));
      continue;
    }
    const reason = charge.reason ?? "";
    silent.set(reason, [...(silent.get(reason) ?? []), titleOf(charge, explained)]);
  }
  for (const [reason, titles] of silent) {
    const isSaid = isSameReason(reason, explained.reason ?? "") || /like the rest/.test(reason);
    const rest = titles.length - namedTogether;
    const more = rest > 0 ? ` and ${countOf(rest, "more charge")}` : "";
    const named = `${titles.slice(0, namedTogether).join(", ")}${more}`;
    texts.push(`• ${named}: ${isSaid ? "not billed" : safeSentence(reason)}`);
  }
  return texts;
}

function isSameReason(one: string, other: string): boolean {
  const plain = (text: string) => text.replace(/^changed after approval: /, "").replace(/\.$/, "");
  return one === "" || plain(one) === plain(other);
}

function titleOf(charge: ExplainedCharge, explained: AccountExplanation): string {
  const owner = charge.account === explained.account ? "" : ` of ${safeName(charge.account)}`;
  return `*${safeName(charge.name)}*${owner}`;
}

function chargeLines(charge: ExplainedCharge, explained: AccountExplanation): readonly string[] {
  const title = `• ${titleOf(charge, explained)}`;
  if (charge.lines.length === 0) {
    return [`${title}: ${safeSentence(charge.reason ?? "nothing was due")}`];
  }
  return charge.lines.map(
    (line) => `${title}, ${explainedLine(line, explained.currency, safeSentence)}`,
  );
}
