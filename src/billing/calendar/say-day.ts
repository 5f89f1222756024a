import { civilDay, type DayNumber } from "./day-number.ts";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "1 Feb 2026". English, whatever the machine's language. */
export function sayDay(number: DayNumber): string {
  const { year, month, day } = civilDay(number);
  return `${day} ${months[month - 1]} ${year}`;
}

/** First to last day of `[from, to)`: "1–31 Jan 2026", "15 Jan–14 Feb 2026", "1 Feb 2026". */
export function sayPeriodDays(from: DayNumber, to: DayNumber): string {
  const last = to - 1;
  if (last <= from) return sayDay(from);
  const [a, b] = [civilDay(from), civilDay(last)];
  if (a.year !== b.year) return `${sayDay(from)}–${sayDay(last)}`;
  if (a.month !== b.month) return `${a.day} ${months[a.month - 1]}–${sayDay(last)}`;
  return `${a.day}–${sayDay(last)}`;
}
