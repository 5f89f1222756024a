import type { Selection } from "../bill-run/proposal.ts";
import type { LocalDate } from "../calendar/local-date.ts";
import type { Weekday } from "../customers/account.ts";

/** How often a schedule rings; `interval` 2 is every other day, week or month. */
export type Rhythm =
  | { readonly every: "day"; readonly interval: number }
  | { readonly every: "week"; readonly interval: number; readonly weekday: Weekday }
  | {
      readonly every: "month";
      readonly interval: number;
      /** 1–31; a month without the day rings on its last one, as "last" always does. */
      readonly day: number | "last";
    };

/** When a schedule rings. */
export type Timing = {
  readonly rhythm: Rhythm;
  /** "09:00", on the local clock of `timeZone`. */
  readonly timeOfDay: string;
  /** IANA name. */
  readonly timeZone: string;
  /** First local day that may ring; every n-th day, week or month is counted from then on. */
  readonly startOn: LocalDate;
};

/** A run's day, told from the slot's: itself, or an end of its month, and days after that. */
export type DayRule = {
  readonly anchor: "slot" | "month-start" | "month-end";
  /** Negative: before it. */
  readonly days: number;
};

/** What happens once the preview of a scheduled run is done and approved. */
export type StartRule = "ask" | "launch";

/** What a person chooses of a schedule. */
export type SchedulePlan = Timing & {
  readonly target: DayRule;
  readonly invoice: DayRule;
  readonly select: Selection;
  /** Both ask for approval; "launch" also launches with the last vote. */
  readonly start: StartRule;
  /** "{month} {year}"; see `fillNameTemplate`. */
  readonly nameTemplate: string;
};

/** One ring of a schedule. */
export type Slot = {
  /** The local day that it is for. */
  readonly on: LocalDate;
  /** The local time that it is for, "09:00"; where the clock skips it, `at` is a little later. */
  readonly time: string;
  /** ISO instant. */
  readonly at: string;
};

/** What keeps a slot from running twice: "schedule:monthly:2026-12-01T09:00". */
export function slotKey(schedule: string, slot: Pick<Slot, "on" | "time">): string {
  return `schedule:${schedule}:${slot.on}T${slot.time}`;
}
