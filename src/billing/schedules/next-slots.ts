import {
  civilDay,
  type DayNumber,
  dayNumber,
  dayNumberOf,
  daysInMonth,
  localDateOf,
  weekdayOf,
} from "../calendar/day-number.ts";
import { localDayAt, zoneOffset } from "../calendar/local-day.ts";
import { type Weekday, weekdays } from "../customers/account.ts";
import type { Rhythm, Slot, Timing } from "./schedule.ts";

const msPerDay = 86_400_000;
const msPerMinute = 60_000;

/** A local time may lie up to a day beside the instant that it is looked for around. */
const lookBackDays = 2;

/** The next `count` rings after an instant (ISO), in their order. */
export function nextSlots(timing: Timing, after: string, count: number): readonly Slot[] {
  const found: Slot[] = [];
  for (const slot of slotsAfter(timing, after)) {
    if (found.length === count) break;
    found.push(slot);
  }
  return found;
}

/** Every ring after an instant up to another one, that one included. */
export function slotsBetween(timing: Timing, after: string, upTo: string): readonly Slot[] {
  const found: Slot[] = [];
  for (const slot of slotsAfter(timing, after)) {
    if (slot.at > upTo) break;
    found.push(slot);
  }
  return found;
}

/**
 * Rings after an instant without end. A local time that the clock skips is moved forward by what it
 * skips, and one that it shows twice rings the first time: what Temporal calls "compatible"
 * (https://tc39.es/proposal-temporal/docs/timezone.html). Where a whole day is skipped, its ring
 * falls onto the next day's and is that one.
 */
function* slotsAfter(timing: Timing, after: string): Generator<Slot> {
  const { timeZone, timeOfDay, rhythm } = timing;
  const afterAt = new Date(after).toISOString();
  const from = localDayAt(afterAt, timeZone) - lookBackDays;
  let held: Slot | null = null;
  for (const day of ringDays(rhythm, dayNumber(timing.startOn), from)) {
    const at = new Date(instantOf(day, timeOfDay, timeZone)).toISOString();
    if (held !== null && held.at < at) yield held;
    held = at > afterAt ? { on: localDateOf(day), time: timeOfDay, at } : null;
  }
}

/** The instant in milliseconds at which a zone's clocks show a time on a day. */
function instantOf(day: DayNumber, time: string, timeZone: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const local = day * msPerDay + (hours * 60 + minutes) * msPerMinute;
  const before = zoneOffset(local - msPerDay, timeZone);
  const guesses = [before, zoneOffset(local + msPerDay, timeZone)];
  const offsets = [...guesses, ...guesses.map((guess) => zoneOffset(local - guess, timeZone))];
  const shown = offsets.filter((offset) => zoneOffset(local - offset, timeZone) === offset);
  // Shown twice: the first. Never shown: as if the clock had not been put forward yet.
  return shown.length > 0 ? local - Math.max(...shown) : local - before;
}

/** The days of a rhythm that begins on `start`, from about `from` on, without end. */
function ringDays(rhythm: Rhythm, start: DayNumber, from: DayNumber): Generator<DayNumber> {
  switch (rhythm.every) {
    case "day":
      return everyDays(start, rhythm.interval, from);
    case "week":
      return everyDays(firstWeekday(start, rhythm.weekday), 7 * rhythm.interval, from);
    case "month":
      return everyMonths(rhythm, start, from);
  }
}

function* everyDays(first: DayNumber, step: number, from: DayNumber): Generator<DayNumber> {
  const skipped = Math.max(0, Math.ceil((from - first) / step));
  for (let day = first + skipped * step; ; day += step) yield day;
}

function firstWeekday(start: DayNumber, weekday: Weekday): DayNumber {
  return start + ((weekdays.indexOf(weekday) - weekdayOf(start) + 7) % 7);
}

function* everyMonths(
  rhythm: Extract<Rhythm, { every: "month" }>,
  start: DayNumber,
  from: DayNumber,
): Generator<DayNumber> {
  const inStart = dayOfMonth(monthOf(start), rhythm.day);
  const first = monthOf(start) + (inStart < start ? 1 : 0);
  const step = rhythm.interval;
  const skipped = Math.max(0, Math.floor((monthOf(from) - first) / step));
  for (let month = first + skipped * step; ; month += step) yield dayOfMonth(month, rhythm.day);
}

/** Months counted from January of year 0. */
function monthOf(day: DayNumber): number {
  const { year, month } = civilDay(day);
  return year * 12 + month - 1;
}

/** The day in a month, or its last one where it has no such day. */
function dayOfMonth(month: number, day: number | "last"): DayNumber {
  const [year, inYear] = [Math.floor(month / 12), (month % 12) + 1];
  const last = daysInMonth(year, inYear);
  return dayNumberOf(year, inYear, day === "last" ? last : Math.min(day, last));
}
