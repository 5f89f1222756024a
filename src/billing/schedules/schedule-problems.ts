import { dayNumber } from "../calendar/day-number.ts";
import { parseLocalDate } from "../calendar/local-date.ts";
import { weekdays } from "../customers/account.ts";
import { templateWords, unknownWordOf } from "./name-template.ts";
import { dayByRule } from "./run-days.ts";
import type { DayRule, Rhythm, SchedulePlan } from "./schedule.ts";

/** Words that follow `/billrun schedule`, so that no schedule can be called like one. */
export const scheduleWords = [
  "list",
  "new",
  "show",
  "edit",
  "pause",
  "resume",
  "run",
  "remove",
] as const;

/** What a person has to put right, by the part of the schedule that it is about. */
export type ScheduleProblem = {
  readonly field:
    | "key"
    | "interval"
    | "weekday"
    | "day"
    | "timeOfDay"
    | "timeZone"
    | "startOn"
    | "target"
    | "invoice"
    | "nameTemplate";
  readonly message: string;
};

/** Further apart, target and invoice date are nearly always a slip; runs refuse such days, too. */
const mostDaysAway = 366;
/** Every hundredth month is beyond anybody's plans. */
const mostInterval = 99;

/** What is wrong with a schedule's name; null where nothing is. */
export function keyProblem(key: string): ScheduleProblem | null {
  const words: readonly string[] = scheduleWords;
  if (words.includes(key)) {
    return { field: "key", message: `"${key}" is a command; call the schedule something else.` };
  }
  if (/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/.test(key)) return null;
  const message =
    "A schedule's name is typed in commands: small letters, digits and hyphens, at most 40.";
  return { field: "key", message };
}

/** Everything that is wrong with a plan, in the order in which people fill it in. */
export function planProblems(plan: SchedulePlan): readonly ScheduleProblem[] {
  const found: readonly (ScheduleProblem | null)[] = [
    ...rhythmProblems(plan.rhythm),
    /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(plan.timeOfDay)
      ? null
      : { field: "timeOfDay", message: "Write the time as 09:00, on a clock of 24 hours." },
    isTimeZone(plan.timeZone)
      ? null
      : { field: "timeZone", message: "Give a time zone such as Europe/Berlin." },
    isReasonableDay(plan.startOn)
      ? null
      : { field: "startOn", message: "Write the first day as 2026-11-30." },
    ruleProblem("target", plan.target),
    ruleProblem("invoice", plan.invoice),
    templateProblem(plan.nameTemplate),
  ];
  const there = found.filter((problem) => problem !== null);
  return there.length > 0 ? there : apartProblems(plan);
}

function rhythmProblems(rhythm: Rhythm): readonly ScheduleProblem[] {
  const { interval } = rhythm;
  const found: ScheduleProblem[] = [];
  if (!Number.isInteger(interval) || interval < 1 || interval > mostInterval) {
    found.push({ field: "interval", message: `Give a whole number from 1 to ${mostInterval}.` });
  }
  if (rhythm.every === "week" && !weekdays.includes(rhythm.weekday)) {
    found.push({ field: "weekday", message: "Choose a day of the week." });
  }
  if (rhythm.every !== "month" || rhythm.day === "last") return found;
  const isDay = Number.isInteger(rhythm.day) && rhythm.day >= 1 && rhythm.day <= 31;
  if (isDay) return found;
  return [...found, { field: "day", message: "Choose a day from 1 to 31, or the last one." }];
}

/** Whether a name is one of the IANA time zones that this machine knows. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function isReasonableDay(text: string): boolean {
  const day = parseLocalDate(text);
  return day !== null && day >= "2000-01-01" && day <= "2999-12-31";
}

function ruleProblem(field: "target" | "invoice", { days }: DayRule): ScheduleProblem | null {
  if (Number.isInteger(days) && Math.abs(days) <= mostDaysAway) return null;
  return { field, message: `Give whole days from −${mostDaysAway} to ${mostDaysAway}.` };
}

function templateProblem(template: string): ScheduleProblem | null {
  const field = "nameTemplate" as const;
  if (template.trim() === "") return { field, message: "Give the runs a name." };
  if (template.length > 80) return { field, message: "Use at most 80 characters." };
  const unknown = unknownWordOf(template);
  if (unknown === null) return null;
  const known = templateWords.map((word) => `{${word}}`).join(", ");
  return { field, message: `{${unknown.slice(0, 20)}} stands for nothing; there is ${known}.` };
}

/** Runs refuse days in years that are more than one apart, and so do schedules, beforehand. */
function apartProblems(plan: SchedulePlan): readonly ScheduleProblem[] {
  const target = dayNumber(dayByRule(plan.target, plan.startOn));
  const invoice = dayNumber(dayByRule(plan.invoice, plan.startOn));
  if (Math.abs(target - invoice) <= mostDaysAway) return [];
  const message = "Target and invoice date lie more than a year apart.";
  return [{ field: "invoice", message }];
}
