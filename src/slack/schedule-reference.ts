import { z } from "zod";
import type { ScheduleView } from "../operations/schedules/schedule-view.ts";

/** What a schedule's button carries: its name, and which ring the person saw last. */
export type ScheduleReference = { readonly schedule: string; readonly after: string };

const referenceSchema = z.strictObject({
  schedule: z.string().regex(/^[a-z0-9-]{1,40}$/),
  after: z.string().regex(/^(?:none|[0-9T:.Z-]{20,30})$/),
});

/** A button's value: `{"schedule":"monthly","after":"2026-11-30T08:00:00.000Z"}`. */
export function writeScheduleReference({ schedule, slots }: ScheduleView): string {
  return JSON.stringify({ schedule: schedule.key, after: slots[0]?.slotAt ?? "none" });
}

/** What a button's value says; null where it is not ours. */
export function readScheduleReference(value: string): ScheduleReference | null {
  try {
    return referenceSchema.safeParse(JSON.parse(value)).data ?? null;
  } catch {
    return null;
  }
}
