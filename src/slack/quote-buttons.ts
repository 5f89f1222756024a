import type { Button } from "@slack/web-api";
import { cut } from "./blocks.ts";
import { plainName } from "./text/safe-text.ts";

/** The name under which a click on "Make invoice" arrives. */
export const quoteActionIds = { invoice: "quote_make_invoice" } as const;

/** Opens the form of a quote's invoice; its value is the quote's key. */
export function quoteButton(key: string): Button {
  return {
    type: "button",
    action_id: quoteActionIds.invoice,
    text: { type: "plain_text", text: "Make invoice", emoji: false },
    value: key,
    accessibility_label: cut(`Make the invoice of ${plainName(key)}`, 75),
  };
}
