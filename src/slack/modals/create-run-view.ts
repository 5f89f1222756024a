import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from "@slack/web-api";
import type { CountedSelection } from "../../operations/bill-runs/count-selection.ts";
import type { SelectionChoices } from "../../operations/book-records.ts";
import { context, cut, header, section } from "../blocks.ts";
import { selectionCountText } from "../messages/selection-count-text.ts";
import { asSet, createRunFields, type RunDraft } from "../run-draft.ts";
import { plainName } from "../text/safe-text.ts";

/** The name under which the form's submission arrives. */
export const createRunCallback = "create_bill_run";
/** The name of every field whose choice is counted at once. */
export const createRunCountAction = "create_run_count";
/** The button that brings the rest of the form. */
export const createRunMoreAction = "create_run_more";

/** What the form carries besides its fields. */
export type CreateRunMetadata = {
  /** Where the run's card will stand; "" for nowhere. */
  readonly channel: string;
  /** Whether the whole form is shown. */
  readonly more: boolean;
};

/** What the form is drawn from. */
export type CreateRunForm = {
  readonly draft: RunDraft;
  readonly choices: SelectionChoices;
  readonly metadata: CreateRunMetadata;
  /** What the choices take in; null where that is not known. */
  readonly counted: CountedSelection | null;
};

/** Slack shows at most 100 options. */
const mostOptions = 100;

/**
 * The form of a new run. It is drawn anew at every choice, with what stands in its fields, so that
 * nothing that was typed is lost.
 */
export function createRunView(form: CreateRunForm): ModalView {
  const { metadata } = form;
  const blocks: readonly (KnownBlock | null)[] = [
    // On top, where it is seen while the fields below it are chosen.
    { ...section(selectionCountText(form.counted, form.draft)), block_id: "count" },
    context("A run bills everything that is due and not billed yet. The preview posts nothing."),
    ...basicFields(form),
    ...(metadata.more ? moreFields(form) : [moreButton()]),
    cutShort(form.choices)
      ? context("Long lists show their first 100; /billrun preview segment:x takes any.")
      : null,
  ];
  return {
    type: "modal",
    callback_id: createRunCallback,
    title: plain("New bill run"),
    submit: plain("Preview"),
    close: plain("Cancel"),
    private_metadata: JSON.stringify(metadata),
    blocks: blocks.filter((block) => block !== null),
  };
}

function basicFields({ draft, choices }: CreateRunForm): readonly (KnownBlock | null)[] {
  return [
    day("targetOn", "Target date", draft, "Due on or before this day."),
    day("invoiceOn", "Invoice date", draft, "The date on the documents."),
    many("segments", "Segments", choices.segments.map(asOption), draft),
    many("tags", "Tags", choices.tags.map(asOption), draft),
    text("accounts", "Accounts", "Keys with commas between: acme, globex", draft, 2_000, true),
    text("name", "Name", "Left empty: named after the target's month", draft, 80),
  ];
}

function moreFields({ draft, choices }: CreateRunForm): readonly (KnownBlock | null)[] {
  const plans = choices.plans.map((plan) => ({ value: plan.key, label: plan.name }));
  const days = Array.from({ length: 31 }, (_, index) => asOption(String(index + 1)));
  return [
    header("More conditions"),
    many("currencies", "Currencies", choices.currencies.map(asOption), draft),
    many("billCycleDays", "Bill cycle days", days, draft),
    many("plans", "Plans", plans, draft, "Bills only what is sold by them."),
    many("chargeTypes", "Charges", chargeTypes, draft),
    header("How it bills"),
    one("kind", "Kind", kinds, draft),
    one("documentsPer", "Documents", documentChoices, draft),
    one("creditMemos", "Credits", creditChoices, draft),
    one("zeroInvoices", "Invoices over nothing", zeroChoices, draft),
    text("minimumInvoice", "Invoices only from", "10.00 USD, 900 JPY", draft, 300),
  ];
}

type Choice = { readonly value: string; readonly label: string };
type Field = keyof typeof createRunFields;

const chargeTypes: readonly Choice[] = [
  { value: "recurring", label: "Recurring" },
  { value: "usage", label: "Usage" },
  { value: "one-time", label: "One-time" },
];
const kinds: readonly Choice[] = [
  { value: "ad-hoc", label: "Bill it" },
  { value: "catch-up", label: "Catch-up: count it as billed, without documents" },
];
const documentChoices: readonly Choice[] = [
  { value: asSet, label: "As each account says" },
  { value: "account", label: "One for each payer" },
  { value: "subscription", label: "One for each subscription" },
];
const creditChoices: readonly Choice[] = [
  { value: asSet, label: "As the settings say" },
  { value: "net", label: "Take them off the invoice" },
  { value: "separate", label: "On credit memos of their own" },
  { value: "keep-back", label: "Keep credit memos back for another run" },
];
const zeroChoices: readonly Choice[] = [
  { value: asSet, label: "As the settings say" },
  { value: "issue", label: "Issue them" },
  { value: "skip", label: "Leave them out" },
];

function asOption(value: string): Choice {
  return { value, label: value };
}

function cutShort({ segments, tags, currencies, plans }: SelectionChoices): boolean {
  return [segments, tags, currencies, plans].some((list) => list.length > mostOptions);
}

function plain(words: string) {
  return { type: "plain_text" as const, text: words, emoji: false };
}

function moreButton(): KnownBlock {
  const element = { action_id: createRunMoreAction, text: plain("More conditions"), value: "more" };
  return { type: "actions", block_id: "more", elements: [{ type: "button", ...element }] };
}

function day(field: "targetOn" | "invoiceOn", words: string, draft: RunDraft, hint: string) {
  const initial = draft[field];
  const block: InputBlock = {
    type: "input",
    block_id: createRunFields[field],
    label: plain(words),
    hint: plain(hint),
    element: {
      type: "datepicker",
      action_id: "value",
      ...(initial === "" ? {} : { initial_date: initial }),
    },
  };
  return block;
}

function optionsOf(list: readonly Choice[]): PlainTextOption[] {
  return list.slice(0, mostOptions).map(({ value, label }) => ({
    text: plain(cut(plainName(label), 75)),
    value,
  }));
}

/** Any number of choices; they are counted at once. */
function many(
  field: Field,
  words: string,
  list: readonly Choice[],
  draft: RunDraft,
  hint?: string,
): InputBlock | null {
  const options = optionsOf(list.filter(({ value }) => value.length <= 150));
  // Slack refuses a select without options; there is nothing to narrow by then.
  if (options.length === 0) return null;
  const chosen = options.filter(({ value }) => value && draft[field].includes(value));
  return {
    type: "input",
    block_id: createRunFields[field],
    optional: true,
    dispatch_action: true,
    label: plain(words),
    ...(hint === undefined ? {} : { hint: plain(hint) }),
    element: {
      type: "multi_static_select",
      action_id: createRunCountAction,
      placeholder: plain("All"),
      options,
      ...(chosen.length > 0 ? { initial_options: chosen } : {}),
    },
  };
}

function one(field: Field, words: string, list: readonly Choice[], draft: RunDraft): InputBlock {
  const options = optionsOf(list);
  const chosen = options.find(({ value }) => value === draft[field]) ?? options[0];
  return {
    type: "input",
    block_id: createRunFields[field],
    label: plain(words),
    element: {
      type: "static_select",
      action_id: "value",
      options,
      ...(chosen ? { initial_option: chosen } : {}),
    },
  };
}

function text(
  field: "accounts" | "name" | "minimumInvoice",
  words: string,
  placeholder: string,
  draft: RunDraft,
  maxLength: number,
  isCounted = false,
): InputBlock {
  const initial = draft[field];
  return {
    type: "input",
    block_id: createRunFields[field],
    optional: true,
    ...(isCounted ? { dispatch_action: true } : {}),
    label: plain(words),
    element: {
      type: "plain_text_input",
      action_id: isCounted ? createRunCountAction : "value",
      placeholder: plain(placeholder),
      max_length: maxLength,
      ...(initial === "" ? {} : { initial_value: initial }),
      ...(isCounted ? { dispatch_action_config: onEnter } : {}),
    },
  };
}

const onEnter = { trigger_actions_on: ["on_enter_pressed" as const] };
