import type { InputBlock } from "@slack/web-api";
import type { LocalDate } from "../../billing/calendar/local-date.ts";

/** Block ids of what reversals, credits and quotes ask; their elements are called `value`. */
export const draftFields = {
  reason: "reason",
  datedOn: "dated_on",
  howMuch: "how_much",
  amount: "amount",
  note: "note",
  poNumber: "po_number",
} as const;

const plain = (text: string) => ({ type: "plain_text" as const, text, emoji: false });

/** Longest reason or note that is taken. */
export const longestNote = 300;

/** A day; it stands at `day`. */
export function dayField(label: string, day: LocalDate, hint: string): InputBlock {
  return {
    type: "input",
    block_id: draftFields.datedOn,
    label: plain(label),
    hint: plain(hint),
    element: { type: "datepicker", action_id: "value", initial_date: day },
  };
}

/** A line of text. */
export function textField(
  field: string,
  label: string,
  options: { readonly hint?: string; readonly max?: number; readonly isOptional?: boolean } = {},
): InputBlock {
  return {
    type: "input",
    block_id: field,
    optional: options.isOptional ?? false,
    label: plain(label),
    ...(options.hint ? { hint: plain(options.hint) } : {}),
    element: {
      type: "plain_text_input",
      action_id: "value",
      max_length: options.max ?? longestNote,
    },
  };
}
