import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from "@slack/web-api";
import type { RunRequest } from "../../operations/bill-runs/parse-run-filters.ts";
import type { SelectionChoices } from "../../operations/book-records.ts";
import { context, cut, section } from "../blocks.ts";
import { plainName } from "../text/safe-text.ts";

/** The name under which the form's submission arrives. */
export const createRunCallback = "create_bill_run";

/** Block ids of the form; each holds one element called `value`. */
export const createRunFields = {
  name: "name",
  segments: "segments",
  tags: "tags",
  currencies: "currencies",
  plans: "plans",
  accounts: "accounts",
  targetOn: "target_on",
  invoiceOn: "invoice_on",
} as const;

/** Slack shows at most 100 options. */
const mostOptions = 100;

/** The form of a new run, filled with sensible days. `channel` is where its card will stand. */
export function createRunView(
  request: RunRequest,
  choices: SelectionChoices,
  channel: string,
): ModalView {
  const plans = choices.plans.map((plan) => ({ value: plan.key, label: plan.name }));
  const blocks: readonly (KnownBlock | null)[] = [
    section("Bills everything that is due and not billed yet. The preview posts nothing."),
    day(createRunFields.targetOn, "Target date", request.targetOn, "Due on or before this day."),
    day(createRunFields.invoiceOn, "Invoice date", request.invoiceOn, "The date on the documents."),
    choice(createRunFields.segments, "Segments", choices.segments.map(asOption)),
    choice(createRunFields.tags, "Tags", choices.tags.map(asOption)),
    choice(createRunFields.currencies, "Currencies", choices.currencies.map(asOption)),
    choice(createRunFields.plans, "Plans", plans),
    text(createRunFields.accounts, "Accounts", "Keys with commas between: acme, globex", 2_000),
    text(createRunFields.name, "Name", "Left empty: named after the target's month", 80),
    cutShort(choices)
      ? context("Long lists show their first 100; /billrun preview segment:x takes any.")
      : null,
  ];
  return {
    type: "modal",
    callback_id: createRunCallback,
    title: { type: "plain_text", text: "New bill run", emoji: false },
    submit: { type: "plain_text", text: "Preview", emoji: false },
    close: { type: "plain_text", text: "Cancel", emoji: false },
    private_metadata: JSON.stringify({ channel }),
    blocks: blocks.filter((block) => block !== null),
  };
}

type Choice = { readonly value: string; readonly label: string };

function asOption(value: string): Choice {
  return { value, label: value };
}

function cutShort(choices: SelectionChoices): boolean {
  const { segments, tags, currencies, plans } = choices;
  return [segments, tags, currencies, plans].some((list) => list.length > mostOptions);
}

function label(words: string): InputBlock["label"] {
  return { type: "plain_text", text: words, emoji: false };
}

function day(field: string, words: string, initial: string, hint: string): InputBlock {
  return {
    type: "input",
    block_id: field,
    label: label(words),
    hint: label(hint),
    element: { type: "datepicker", action_id: "value", initial_date: initial },
  };
}

function choice(field: string, words: string, list: readonly Choice[]): InputBlock | null {
  // Slack refuses a select without options; there is nothing to narrow by then.
  if (list.length === 0) return null;
  const options: PlainTextOption[] = list.slice(0, mostOptions).map((one) => ({
    text: { type: "plain_text", text: cut(plainName(one.label), 75), emoji: false },
    value: one.value,
  }));
  return {
    type: "input",
    block_id: field,
    optional: true,
    label: label(words),
    element: {
      type: "multi_static_select",
      action_id: "value",
      placeholder: label("All"),
      options,
    },
  };
}

function text(field: string, words: string, placeholder: string, maxLength: number): InputBlock {
  return {
    type: "input",
    block_id: field,
    optional: true,
    label: label(words),
    element: {
      type: "plain_text_input",
      action_id: "value",
      placeholder: label(placeholder),
      max_length: maxLength,
    },
  };
}
