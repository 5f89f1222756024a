import { type LocalDate, localDate } from "../../billing/calendar/local-date.ts";

const dayMs = 86_400_000;

/** Days told from a month: `day(0, 12)` is the 12th of the month that `today` lies in. */
export type SampleDays = {
  /** A day so many months after `today`'s month, clamped to that month's last day. */
  readonly day: (monthsOn: number, dayOfMonth: number) => LocalDate;
  /** The day before `day(monthsOn, dayOfMonth)`: the last one billed elsewhere. */
  readonly dayBefore: (monthsOn: number, dayOfMonth: number) => LocalDate;
};

/** The days around a month, so that the sample fits whatever day it is tried on. */
export function sampleDays(today: LocalDate): SampleDays {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const utcOf = (monthsOn: number, dayOfMonth: number): number => {
    const last = new Date(Date.UTC(year, month + monthsOn, 0)).getUTCDate();
    return Date.UTC(year, month - 1 + monthsOn, Math.min(dayOfMonth, last));
  };
  const write = (utcMs: number) => localDate(new Date(utcMs).toISOString().slice(0, 10));
  return {
    day: (monthsOn, dayOfMonth) => write(utcOf(monthsOn, dayOfMonth)),
    dayBefore: (monthsOn, dayOfMonth) => write(utcOf(monthsOn, dayOfMonth) - dayMs),
  };
}
