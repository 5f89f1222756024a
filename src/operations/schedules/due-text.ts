import { localDayAt, zoneOffset } from "../../billing/calendar/local-day.ts";
import { sayDay } from "../../billing/calendar/say-day.ts";

/** When a ring is due, on the clock of its schedule: "30 Nov 2026 at 09:00 Europe/Berlin". */
export function dueText(at: string, timeZone: string): string {
  const ms = Date.parse(at);
  const local = new Date(ms + zoneOffset(ms, timeZone)).toISOString();
  return `${sayDay(localDayAt(at, timeZone))} at ${local.slice(11, 16)} ${timeZone}`;
}
