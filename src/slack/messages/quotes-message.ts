import type { KnownBlock } from "@slack/web-api";
import { countOf } from "../../billing/money/amount-text.ts";
import type { ListedQuote } from "../../operations/invoices/list-quotes.ts";
import { context, type SlackMessage, section, table } from "../blocks.ts";
import { longestSubject } from "../draft-reference.ts";
import { quoteButton } from "../quote-buttons.ts";
import { dayText } from "../text/day-text.ts";
import { plainName, plainSentence, safeName, safeSentence } from "../text/safe-text.ts";
import { quoteAmount } from "./quote-amount.ts";

/** So many quotes with a button, and rows of the others, keep a message under Slack's limits. */
const shownOpen = 8;
const shownRows = 25;

/** Quotes that can be invoiced, each with its button, and where the others stand. */
export function quotesMessage(quotes: readonly ListedQuote[]): SlackMessage {
  if (quotes.length === 0) {
    const text = "There are no quotes. They come with the billing file: billrun import FILE.";
    return { text, blocks: [section(text)] };
  }
  const isOpen = ({ state }: ListedQuote) => state === "open" || state === "sent-back";
  const open = quotes.filter(isOpen);
  const others = quotes.filter((row) => !isOpen(row));
  const waiting = quotes.filter(({ state }) => state === "waiting").length;
  const parts = [`${countOf(open.length, "quote")} can be invoiced`];
  if (waiting > 0) parts.push(`${waiting} wait${waiting === 1 ? "s" : ""} for approval`);
  const text = `${parts.join(", ")}. Make an invoice with /billrun quotes KEY.`;
  const left = open.length - shownOpen;
  return {
    text,
    blocks: [
      section(text),
      ...open.slice(0, shownOpen).map(openQuote),
      ...(left > 0 ? [context(`and ${countOf(left, "more quote", "more quotes")}`)] : []),
      ...othersTable(others),
    ],
  };
}

function openQuote(row: ListedQuote): KnownBlock {
  const { quote, accountName } = row;
  const until =
    quote.validUntilOn === undefined ? "" : ` · valid until ${dayText(quote.validUntilOn)}`;
  const lines = [
    `*${safeName(quote.key)}* for *${safeName(accountName)}* · ${quoteAmount(quote)}${until}`,
    safeSentence(quote.title),
    ...(row.state === "sent-back" ? [safeSentence(standing(row))] : []),
  ];
  const block = section(lines.join("\n"));
  if (block.type !== "section" || quote.key.length > longestSubject) return block;
  return { ...block, accessory: quoteButton(quote.key) };
}

function othersTable(rows: readonly ListedQuote[]): KnownBlock[] {
  if (rows.length === 0) return [];
  const heading = ["Quote", "Account", "Amount", "Stands at"];
  const cells = rows
    .slice(0, shownRows)
    .map((row) => [
      plainName(row.quote.key),
      plainName(row.accountName),
      quoteAmount(row.quote),
      plainSentence(standing(row)),
    ]);
  const left = { align: "left" as const, is_wrapped: true };
  const right = { align: "right" as const, is_wrapped: true };
  const rest = rows.length - cells.length;
  return [
    table([heading, ...cells], [left, left, right, left]),
    ...(rest > 0 ? [context(`and ${countOf(rest, "more quote", "more quotes")}`)] : []),
  ];
}

/** Where a quote stands, in words. */
function standing({ state, quote, invoice, draft }: ListedQuote): string {
  switch (state) {
    case "open":
      return "open";
    case "waiting":
      return `waits for approval, asked by ${draft?.madeByName ?? "somebody"}`;
    case "sent-back": {
      const why = draft?.endedBecause ? `: ${draft.endedBecause}` : "";
      return `sent back by ${draft?.endedBy ?? "somebody"}${why}`;
    }
    case "invoiced":
      return `invoiced ${invoice ?? ""}`;
    case "expired":
      return `expired ${quote.validUntilOn === undefined ? "" : dayText(quote.validUntilOn)}`;
  }
}
