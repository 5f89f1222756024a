import {
  civilDay,
  dayNumber,
  dayNumberOf,
  daysInMonth,
  localDateOf,
} from "../calendar/day-number.ts";
import type { LocalDate } from "../calendar/local-date.ts";
import { countOf } from "../money/amount-text.ts";
import type { DayRule } from "./schedule.ts";

/** The day that a rule gives for a slot's local day. */
export function dayByRule(rule: DayRule, slotOn: LocalDate): LocalDate {
  return localDateOf(anchorOf(rule, slotOn) + rule.days);
}

function anchorOf({ anchor }: DayRule, slotOn: LocalDate): number {
  const slot = dayNumber(slotOn);
  if (anchor === "slot") return slot;
  const { year, month } = civilDay(slot);
  return dayNumberOf(year, month, anchor === "month-start" ? 1 : daysInMonth(year, month));
}

const anchorNames: Readonly<Record<DayRule["anchor"], string>> = {
  slot: "the day it rings",
  "month-start": "the first of its month",
  "month-end": "the last day of its month",
};

/** A rule in words: "the last day of its month", "3 days after the day it rings". */
export function dayRuleText({ anchor, days }: DayRule): string {
  const name = anchorNames[anchor];
  if (days === 0) return name;
  if (anchor === "month-end" && days === 1) return "the first of the next month";
  if (anchor === "month-start" && days === -1) return "the last day of the month before";
  return `${countOf(Math.abs(days), "day")} ${days < 0 ? "before" : "after"} ${name}`;
}
