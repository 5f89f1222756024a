import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from "@slack/web-api";
import { parseLocalDate } from "../../billing/calendar/local-date.ts";
import { countOf } from "../../billing/money/amount-text.ts";
import { nextSlots } from "../../billing/schedules/next-slots.ts";
import { timingText } from "../../billing/schedules/rhythm-text.ts";
import { dayByRule } from "../../billing/schedules/run-days.ts";
import { planProblems } from "../../billing/schedules/schedule-problems.ts";
import type { SelectionChoices } from "../../operations/book-records.ts";
import { datesShown } from "../../operations/schedules/schedule-view.ts";
import { context, cut, header, section } from "../blocks.ts";
import { planOfDraft, type ScheduleDraft, scheduleFields } from "../schedule-draft.ts";
import { offeredZones } from "../schedule-zones.ts";
import { dayText } from "../text/day-text.ts";
import { plainName, safeText } from "../text/safe-text.ts";

/** The name under which the form's submission arrives. */
export const scheduleFormCallback = "save_schedule";
/** The name of every field that is looked at as soon as it is chosen. */
export const scheduleFieldAction = "schedule_field";

/** What the form carries: which schedule was looked at, or none; the rest stands in its fields. */
export type ScheduleFormMetadata = {
  /** Name and version of the schedule that is changed; null for a new one. */
  readonly of: { readonly key: string; readonly version: number } | null;
  /** Where its sender is told what came of it; null: in a direct message. */
  readonly channel: string | null;
};

/** What the form is drawn beside: the time, and whom the selection takes in. */
export type SeenNow = {
  readonly now: Date;
  /** Accounts that a run with this selection would look at today. */
  readonly accounts: number;
};

/** Slack shows at most 100 options. */
const mostOptions = 100;

/** The form of a schedule; what it would do next stands above the fields and follows them. */
export function scheduleFormView(
  draft: ScheduleDraft,
  choices: SelectionChoices,
  metadata: ScheduleFormMetadata,
  seen: SeenNow,
): ModalView {
  const isNew = metadata.of === null;
  const blocks: readonly (KnownBlock | null)[] = [
    { ...section(comingText(draft, seen)), block_id: "coming" },
    isNew
      ? text(draft, "key", "Name", "monthly", 40, "Typed in commands: small letters and hyphens.")
      : null,
    ...rhythmFields(draft),
    header("What its runs bill"),
    ...dayFields(draft),
    ...selectionFields(draft, choices),
    header("What becomes of them"),
    select(draft, "start", "After the preview", startNames),
    conversation(draft),
    text(draft, "nameTemplate", "Name of the runs", "{month} {year}", 80, templateHint),
    context(
      "Each run is previewed and asks for approval by itself. Whoever saves this owns it, and " +
        "can't approve its runs.",
    ),
  ];
  return {
    type: "modal",
    callback_id: scheduleFormCallback,
    title: plain(cut(metadata.of ? `Schedule ${metadata.of.key}` : "New schedule", 24)),
    submit: plain("Save"),
    close: plain("Cancel"),
    private_metadata: JSON.stringify(metadata),
    blocks: blocks.filter((block) => block !== null),
  };
}

const moreHint = "As typed behind preview: bcd: type: documents: credits: zero: minimum:";

const templateHint = "{month} and {year} are those of the target date; also {target}, {invoice}.";

const startNames: readonly Choice[] = [
  { value: "ask", label: "Ask for approval; somebody launches it" },
  { value: "launch", label: "Ask for approval; launch with the last vote" },
];

/** When it would ring and what the runs would bill; or what is still to be put right. */
function comingText(draft: ScheduleDraft, { now, accounts }: SeenNow): string {
  const plan = planOfDraft(draft);
  const [problem] = planProblems(plan);
  if (problem) return safeText(problem.message);
  const lines = nextSlots(plan, now.toISOString(), datesShown).map((slot) => {
    const target = dayText(dayByRule(plan.target, slot.on));
    const invoice = dayText(dayByRule(plan.invoice, slot.on));
    return `• *${dayText(slot.on)}*: due up to ${target}, invoices dated ${invoice}`;
  });
  const rings = timingText(plan).replace(/^./, (first) => first.toUpperCase());
  const whom = `Today its selection takes in ${countOf(accounts, "account")}.`;
  return [`${safeText(rings)}. Next:`, ...lines, whom].join("\n");
}

type Choice = { readonly value: string; readonly label: string };
type TextField = {
  [K in keyof ScheduleDraft]: ScheduleDraft[K] extends string ? K : never;
}[keyof ScheduleDraft];
type ListField = Exclude<keyof ScheduleDraft, TextField>;

const everyNames: readonly Choice[] = [
  { value: "day", label: "Day" },
  { value: "week", label: "Week" },
  { value: "month", label: "Month" },
];

const weekdayNames: readonly Choice[] = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
].map((label) => ({ value: label.toLowerCase(), label }));

const dayNames: readonly Choice[] = [
  { value: "last", label: "Last day" },
  ...Array.from({ length: 31 }, (_, index) => asChoice(String(index + 1))),
];

const anchorNames: readonly Choice[] = [
  { value: "slot", label: "The day it rings" },
  { value: "month-start", label: "The first of its month" },
  { value: "month-end", label: "The last day of its month" },
];

function rhythmFields(draft: ScheduleDraft): readonly (InputBlock | null)[] {
  const zones = offeredZones.includes(draft.timeZone)
    ? offeredZones
    : [draft.timeZone, ...offeredZones];
  return [
    select(draft, "every", "Rings every", everyNames),
    text(draft, "interval", "Every n-th", "1", 2, "2 is every other one, counted from the first."),
    draft.every === "week" ? select(draft, "weekday", "On", weekdayNames) : null,
    draft.every === "month" ? select(draft, "day", "On day", dayNames) : null,
    input("timeOfDay", "At", {
      ...{ type: "timepicker", action_id: scheduleFieldAction },
      ...(/^\d\d:\d\d$/.test(draft.timeOfDay) ? { initial_time: draft.timeOfDay } : {}),
    }),
    select(draft, "timeZone", "Time zone", zones.map(asChoice)),
    input("startOn", "From", {
      ...{ type: "datepicker", action_id: scheduleFieldAction },
      ...(parseLocalDate(draft.startOn) ? { initial_date: draft.startOn } : {}),
    }),
  ];
}

function dayFields(draft: ScheduleDraft): readonly InputBlock[] {
  const hint = "Days after it; negative: before it.";
  return [
    select(draft, "targetAnchor", "Target date", anchorNames),
    text(draft, "targetDays", "Target date, days after", "0", 4, hint),
    select(draft, "invoiceAnchor", "Invoice date", anchorNames),
    text(draft, "invoiceDays", "Invoice date, days after", "1", 4, hint),
  ];
}

function selectionFields(
  draft: ScheduleDraft,
  choices: SelectionChoices,
): readonly (InputBlock | null)[] {
  const plans = choices.plans.map((plan) => ({ value: plan.key, label: plan.name }));
  return [
    several(draft, "segments", "Segments", choices.segments.map(asChoice)),
    several(draft, "tags", "Tags", choices.tags.map(asChoice)),
    several(draft, "currencies", "Currencies", choices.currencies.map(asChoice)),
    several(draft, "plans", "Plans", plans),
    text(draft, "accounts", "Accounts", "Keys with commas between: acme, globex", 2_000),
    text(draft, "more", "More conditions", "bcd:1,15 type:usage", 500, moreHint),
  ];
}

function asChoice(value: string): Choice {
  return { value, label: value };
}

function plain(words: string): InputBlock["label"] {
  return { type: "plain_text", text: words, emoji: false };
}

function optionOf({ value, label }: Choice): PlainTextOption {
  return { text: plain(cut(plainName(label), 75)), value };
}

/** Fields that are no list of names are looked at at once: the dates above follow them. */
function input(
  field: keyof ScheduleDraft,
  words: string,
  element: InputBlock["element"],
  options: { readonly hint?: string; readonly isOptional?: boolean } = {},
): InputBlock {
  return {
    type: "input",
    block_id: scheduleFields[field],
    label: plain(words),
    element,
    ...(element.action_id === scheduleFieldAction ? { dispatch_action: true } : {}),
    ...(options.hint ? { hint: plain(options.hint) } : {}),
    ...(options.isOptional ? { optional: true } : {}),
  };
}

function select(
  draft: ScheduleDraft,
  field: TextField,
  words: string,
  list: readonly Choice[],
): InputBlock {
  const options = list.slice(0, mostOptions).map(optionOf);
  const chosen = options.find((one) => one.value === draft[field]);
  return input(field, words, {
    type: "static_select",
    action_id: scheduleFieldAction,
    options,
    ...(chosen ? { initial_option: chosen } : {}),
  });
}

function several(
  draft: ScheduleDraft,
  field: ListField,
  words: string,
  list: readonly Choice[],
): InputBlock | null {
  // Slack refuses a select without options; there is nothing to narrow by then.
  if (list.length === 0) return null;
  const chosen = draft[field];
  // What is chosen is offered even where the list is longer than Slack shows.
  const first = list.filter((one) => chosen.includes(one.value));
  const rest = list.filter((one) => !chosen.includes(one.value));
  const options = [...first, ...rest].slice(0, mostOptions).map(optionOf);
  const initial = options.filter((one) => chosen.includes(one.value ?? ""));
  const element = {
    type: "multi_static_select" as const,
    ...{ action_id: scheduleFieldAction, placeholder: plain("All"), options },
    ...(initial.length > 0 ? { initial_options: initial } : {}),
  };
  return input(field, words, element, { isOptional: true });
}

function text(
  draft: ScheduleDraft,
  field: TextField,
  words: string,
  placeholder: string,
  maxLength: number,
  hint?: string,
): InputBlock {
  const numbers: readonly TextField[] = ["interval", "targetDays", "invoiceDays"];
  const isNumber = numbers.includes(field);
  const value = draft[field];
  const element = {
    type: "plain_text_input" as const,
    action_id: isNumber ? scheduleFieldAction : "value",
    placeholder: plain(placeholder),
    max_length: maxLength,
    ...(value === "" ? {} : { initial_value: value.slice(0, maxLength) }),
    ...(isNumber
      ? { dispatch_action_config: { trigger_actions_on: ["on_character_entered" as const] } }
      : {}),
  };
  const isOptional = field === "accounts" || field === "more" || isNumber;
  return input(field, words, element, { ...(hint ? { hint } : {}), isOptional });
}

/** Where the cards of its runs come to. */
function conversation(draft: ScheduleDraft): InputBlock {
  const element = {
    type: "conversations_select" as const,
    action_id: "value",
    filter: { include: ["public" as const, "private" as const], exclude_bot_users: true },
    ...(draft.channel === "" ? {} : { initial_conversation: draft.channel }),
  };
  // Without a place for its cards, its runs would wait for approval unseen.
  const hint = "The cards of its runs come here, so invite the app: /invite @billrun.";
  return input("channel", "Channel", element, { hint });
}
