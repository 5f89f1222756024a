import type { RunOptions } from "../../billing/bill-run/proposal.ts";
import type { SchedulePlan } from "../../billing/schedules/schedule.ts";

/** A recurring run as it stands in the books. */
export type Schedule = {
  readonly id: string;
  /** What people type: "monthly". */
  readonly key: string;
  /** Raised with every change of what it says. */
  readonly version: number;
  readonly plan: SchedulePlan;
  /** Of its runs; empty: as the company's settings say. */
  readonly options: RunOptions;
  /** Slack channel for the cards of its runs; null for none. */
  readonly channel: string | null;
  /** Member id: who made or changed it last, and makes its runs. */
  readonly ownerId: string;
  readonly paused: boolean;
  /** ISO instant; slots up to it are done with. */
  readonly rungThrough: string;
};

/** What came of one ring. */
export type ScheduleSlot = {
  readonly scheduleId: string;
  /** "schedule:monthly:2026-12-01T09:00". */
  readonly key: string;
  /** ISO instant at which it was due. */
  readonly slotAt: string;
  readonly state: "run" | "skipped" | "failed";
  readonly reasonCode: string | null;
  /** A sentence; null where there is a run. */
  readonly reason: string | null;
  readonly remedy: string | null;
  readonly runId: string | null;
  /** 12 in "BR-12"; null where it made none. */
  readonly runNumber: number | null;
  /** Earlier slots that its run covers. */
  readonly missed: number;
};

/** A slot as it is written down. */
export type NewSlot = Omit<ScheduleSlot, "runNumber"> & { readonly rungAt: Date };

/** What a person chooses of a schedule. */
export type ScheduleContent = Pick<Schedule, "plan" | "options" | "channel">;

/** Reading schedules; removed ones are left out unless it is said. */
export type SchedulesReader = {
  /** By key. */
  listSchedules(): Promise<readonly Schedule[]>;
  /** The latest slots of each, the latest first. */
  latestSlots(scheduleIds: readonly string[], each: number): Promise<readonly ScheduleSlot[]>;
  /** The schedule, removed or not, and the slot that a run was made for. */
  scheduleOfRun(
    runId: string,
  ): Promise<{ schedule: Schedule; isRemoved: boolean; slot: ScheduleSlot } | null>;
};

/** Changing schedules, inside a transaction. */
export type SchedulesWriter = {
  /** Null where a schedule with this key is there already. */
  insertSchedule(
    made: ScheduleContent & { readonly key: string; readonly ownerId: string; readonly at: Date },
  ): Promise<Schedule | null>;
  /** The schedule as it stands, locked until the transaction ends; null if it is removed. */
  lockSchedule(id: string): Promise<Schedule | null>;
  /** Sets what is given, raises the version and passes over slots up to `rungThrough`. */
  changeSchedule(
    id: string,
    patch: Partial<ScheduleContent> & {
      readonly ownerId?: string;
      readonly paused?: boolean;
      readonly removedAt?: Date;
      readonly rungThrough?: Date;
    },
  ): Promise<void>;
  /** Slots up to this instant are done with. */
  markRung(id: string, through: Date): Promise<void>;
  /** The slot with a key, of whichever schedule; what keeps it from running twice. */
  findSlot(key: string): Promise<ScheduleSlot | null>;
  /** Slots that are there already stay as they are. */
  insertSlots(slots: readonly NewSlot[]): Promise<void>;
  /** Queues a look at what a scheduled run wants next. */
  queueFollow(runId: string): Promise<void>;
};
