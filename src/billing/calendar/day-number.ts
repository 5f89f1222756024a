import type { LocalDate } from "./local-date.ts";

/**
 * Days counted from 1 January 1970, the way the book computes with days: no clock, no zone, no
 * daylight saving, just whole numbers. The arithmetic is Howard Hinnant's `days_from_civil`
 * (http://howardhinnant.github.io/date_algorithms.html).
 */
export type DayNumber = number;

/** A day as people write it; months and days count from 1. */
export type CivilDay = { readonly year: number; readonly month: number; readonly day: number };

/** After every day that matters: the end of what has no end. */
export const farFuture: DayNumber = 2_932_896;

/** The day's number; `text` is a valid "YYYY-MM-DD", as every `LocalDate` is. */
export function dayNumber(text: LocalDate): DayNumber {
  return dayNumberOf(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
}

/** The number of a day that exists; months and days count from 1. */
export function dayNumberOf(year: number, month: number, day: number): DayNumber {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const leaps = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146_097 + yearOfEra * 365 + leaps + dayOfYear - 719_468;
}

/** The year, month and day of a number. */
export function civilDay(number: DayNumber): CivilDay {
  const z = number + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

/** Texts of days told before: a run tells few days very often. */
const texts = new Map<DayNumber, LocalDate>();

/** Three centuries; what lies outside is told without being remembered. */
const textsKept = 110_000;

/** The day's text, "2026-02-28". */
export function localDateOf(number: DayNumber): LocalDate {
  const known = texts.get(number);
  if (known) return known;
  const { year, month, day } = civilDay(number);
  const text = `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}` as LocalDate;
  if (texts.size < textsKept) texts.set(number, text);
  return text;
}

/** `days` days later. */
export function addDays(day: LocalDate, days: number): LocalDate {
  return localDateOf(dayNumber(day) + days);
}

/** 0 is Monday, 6 is Sunday; 1 January 1970 was a Thursday. */
export function weekdayOf(number: DayNumber): number {
  return (((number + 3) % 7) + 7) % 7;
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** How many days a month has; months count from 1. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)) return 29;
  return monthLengths[month - 1] ?? 0;
}

function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let index = from; index < to; index++) number = number * 10 + text.charCodeAt(index) - 48;
  return number;
}

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}
