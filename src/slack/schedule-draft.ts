import { z } from "zod";
import type { Selection } from "../billing/bill-run/proposal.ts";
import { type LocalDate, parseLocalDate } from "../billing/calendar/local-date.ts";
import { weekdays } from "../billing/customers/account.ts";
import { defaultTemplate } from "../billing/schedules/name-template.ts";
import type { DayRule, Rhythm, SchedulePlan } from "../billing/schedules/schedule.ts";
import type { ScheduleProblem } from "../billing/schedules/schedule-problems.ts";
import { isRefusal, type Refusal } from "../operations/refusal.ts";
import {
  type Conditions,
  conditionsText,
  parseConditions,
} from "../operations/schedules/parse-conditions.ts";
import type { Schedule } from "../operations/schedules/schedules-books.ts";
import type { FormValues } from "./listeners/views/form-values.ts";

/** Block ids of the form; the actions in them are called `schedule_field`. */
export const scheduleFields = {
  key: "key",
  every: "every",
  interval: "interval",
  weekday: "weekday",
  day: "day",
  timeOfDay: "time_of_day",
  timeZone: "time_zone",
  startOn: "start_on",
  targetAnchor: "target_anchor",
  targetDays: "target_days",
  invoiceAnchor: "invoice_anchor",
  invoiceDays: "invoice_days",
  segments: "segments",
  tags: "tags",
  currencies: "currencies",
  plans: "plans",
  accounts: "accounts",
  more: "more",
  channel: "channel",
  start: "start",
  nameTemplate: "name_template",
} as const;

type Field = keyof typeof scheduleFields;

/** The form as it stands in front of a person, finished or not: what each field says. */
export type ScheduleDraft = Readonly<Record<Exclude<Field, ListField>, string>> &
  Readonly<Record<ListField, readonly string[]>>;

type ListField = "segments" | "tags" | "currencies" | "plans";

/** The form of a new schedule: the month's last day, billed up to it, dated the day after. */
export function newDraft(timeZone: string, today: LocalDate, channel: string): ScheduleDraft {
  return {
    ...{ key: "", every: "month", interval: "1", weekday: "monday", day: "last" },
    ...{ timeOfDay: "09:00", timeZone, startOn: today },
    ...{ targetAnchor: "month-end", targetDays: "0", invoiceAnchor: "month-end", invoiceDays: "1" },
    ...{ segments: [], tags: [], currencies: [], plans: [], accounts: "", more: "" },
    ...{ channel, start: "ask", nameTemplate: defaultTemplate },
  };
}

/** The form of a schedule that is there. */
export function draftOfSchedule({ key, plan, options, channel }: Schedule): ScheduleDraft {
  const { rhythm, target, invoice, select } = plan;
  return {
    key,
    every: rhythm.every,
    interval: String(rhythm.interval),
    weekday: rhythm.every === "week" ? rhythm.weekday : "monday",
    day: rhythm.every === "month" ? String(rhythm.day) : "last",
    ...{ timeOfDay: plan.timeOfDay, timeZone: plan.timeZone, startOn: plan.startOn },
    ...{ targetAnchor: target.anchor, targetDays: String(target.days) },
    ...{ invoiceAnchor: invoice.anchor, invoiceDays: String(invoice.days) },
    ...{ segments: select.segments ?? [], tags: select.tags ?? [] },
    ...{ currencies: select.currencies ?? [], plans: select.plans ?? [] },
    accounts: (select.accounts ?? []).join(", "),
    more: conditionsText({ select, options }),
    ...{ channel: channel ?? "", start: plan.start, nameTemplate: plan.nameTemplate },
  };
}

const option = z.looseObject({ value: z.string().max(150) });
const element = z.looseObject({
  value: z.string().max(3_000).nullish(),
  selected_date: z.string().max(10).nullish(),
  selected_time: z.string().max(5).nullish(),
  selected_conversation: z.string().max(40).nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).max(100).nullish(),
});

/** What stands in the fields now; a field that is not there keeps what it said before. */
export function readDraft(values: FormValues, before: ScheduleDraft): ScheduleDraft {
  const read = (field: Field) => {
    const block = scheduleFields[field];
    const there = Object.hasOwn(values, block) ? values[block] : undefined;
    return there ? (element.safeParse(Object.values(there)[0] ?? {}).data ?? null) : undefined;
  };
  const text = (field: Exclude<Field, ListField>): string => {
    const found = read(field);
    if (found === undefined) return before[field];
    const picked = found?.selected_date ?? found?.selected_time ?? found?.selected_conversation;
    return found?.selected_option?.value ?? picked ?? found?.value?.trim() ?? "";
  };
  const list = (field: ListField): readonly string[] => {
    const found = read(field);
    if (found === undefined) return before[field];
    return (found?.selected_options ?? []).map((chosen) => chosen.value);
  };
  return {
    ...{ key: text("key").toLowerCase(), every: text("every"), interval: text("interval") },
    ...{ weekday: text("weekday"), day: text("day"), timeOfDay: text("timeOfDay") },
    ...{ timeZone: text("timeZone"), startOn: text("startOn") },
    ...{ targetAnchor: text("targetAnchor"), targetDays: text("targetDays") },
    ...{ invoiceAnchor: text("invoiceAnchor"), invoiceDays: text("invoiceDays") },
    ...{ segments: list("segments"), tags: list("tags"), currencies: list("currencies") },
    ...{ plans: list("plans"), accounts: text("accounts"), more: text("more") },
    channel: text("channel"),
    ...{ start: text("start"), nameTemplate: text("nameTemplate") },
  };
}

/**
 * The plan that a draft says. Numbers and days that are none stay wrong on purpose, so that
 * `planProblems` says under which field.
 */
export function planOfDraft(draft: ScheduleDraft): SchedulePlan {
  return {
    rhythm: rhythmOf(draft),
    ...{ timeOfDay: draft.timeOfDay, timeZone: draft.timeZone },
    startOn: parseLocalDate(draft.startOn) ?? ("" as LocalDate),
    target: ruleOf(draft.targetAnchor, draft.targetDays),
    invoice: ruleOf(draft.invoiceAnchor, draft.invoiceDays),
    select: selectionOf(draft),
    start: draft.start === "launch" ? "launch" : "ask",
    nameTemplate: draft.nameTemplate || defaultTemplate,
  };
}

function rhythmOf(draft: ScheduleDraft): Rhythm {
  const interval = draft.interval === "" ? 1 : wholeNumber(draft.interval);
  if (draft.every === "day") return { every: "day", interval };
  if (draft.every === "week") {
    const weekday = weekdays.find((each) => each === draft.weekday) ?? ("" as "monday");
    return { every: "week", interval, weekday };
  }
  return { every: "month", interval, day: draft.day === "last" ? "last" : wholeNumber(draft.day) };
}

function ruleOf(anchor: string, days: string): DayRule {
  const known = anchor === "slot" || anchor === "month-start" ? anchor : "month-end";
  return { anchor: known, days: days === "" ? 0 : wholeNumber(days) };
}

function wholeNumber(text: string): number {
  return /^-?\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
}

/** What is typed into the field for more conditions, or what is wrong with it. */
export function moreOfDraft({ more }: Pick<ScheduleDraft, "more">): Conditions | Refusal {
  return parseConditions(more);
}

function selectionOf(draft: ScheduleDraft): Selection {
  const { segments, tags, currencies, plans } = draft;
  const accounts = [...new Set(draft.accounts.split(/[\s,;]+/).filter((part) => part !== ""))];
  const lists = { segments, tags, currencies, plans, accounts };
  const more = moreOfDraft(draft);
  // What is wrong there is told under its own field.
  return {
    ...(isRefusal(more) ? {} : more.select),
    ...Object.fromEntries(Object.entries(lists).filter(([, values]) => values.length > 0)),
  };
}

/** The block under which a problem is told. */
export function blockOfProblem({ field }: ScheduleProblem): string {
  if (field === "target") return scheduleFields.targetDays;
  if (field === "invoice") return scheduleFields.invoiceDays;
  return scheduleFields[field];
}
