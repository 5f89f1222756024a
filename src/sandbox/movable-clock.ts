import type { Clock } from "../operations/ports.ts";

/** A clock that goes on by itself and can be set to another day; it never stands still. */
export type MovableClock = Clock & {
  /** Sets the day, "YYYY-MM-DD", and keeps the time of day (UTC). */
  moveTo(day: string): void;
  /** Moves on by so many days (back if negative). */
  moveBy(days: number): void;
  /** Sets the very instant. */
  moveToInstant(instant: Date): void;
};

const dayMs = 86_400_000;

/** Starts at the real time, or on the given day at nine in the morning (UTC). */
export function movableClock(startOn?: string): MovableClock {
  let offsetMs = startOn === undefined ? 0 : Date.parse(`${startOn}T09:00:00Z`) - Date.now();
  const now = () => new Date(Date.now() + offsetMs);
  return {
    now,
    moveTo(day) {
      const current = now();
      const timeOfDay = current.getTime() - Date.parse(current.toISOString().slice(0, 10));
      offsetMs = Date.parse(`${day}T00:00:00Z`) + timeOfDay - Date.now();
    },
    moveBy(days) {
      offsetMs += days * dayMs;
    },
    moveToInstant(instant) {
      offsetMs = instant.getTime() - Date.now();
    },
  };
}
