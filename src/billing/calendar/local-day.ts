import { type DayNumber, localDateOf } from "./day-number.ts";
import type { LocalDate } from "./local-date.ts";

const msPerMinute = 60_000;
const msPerDay = 86_400_000;

/** Offsets of one zone by UTC day; null where the clock changes on that day. */
type ZoneOffsets = {
  readonly format: Intl.DateTimeFormat;
  readonly byDay: Map<number, number | null>;
};

const zones = new Map<string, ZoneOffsets>();

/**
 * The calendar day that an instant (ISO 8601 with an offset) falls on in a time zone. Throws for
 * text that is no instant and for an unknown zone.
 */
export function localDayAt(instant: string, timeZone: string): DayNumber {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms)) throw new RangeError(`not an instant: ${instant}`);
  return Math.floor((ms + zoneOffset(ms, timeZone)) / msPerDay);
}

/** Like `localDayAt`, as text. */
export function localDateAt(instant: string, timeZone: string): LocalDate {
  return localDateOf(localDayAt(instant, timeZone));
}

/** Local clock minus UTC in milliseconds, at an instant in milliseconds since 1970. */
export function zoneOffset(ms: number, timeZone: string): number {
  return timeZone === "UTC" ? 0 : offsetAt(ms, timeZone);
}

/**
 * Asking Intl costs microseconds, so a zone's offset is remembered for days without a clock change.
 */
function offsetAt(ms: number, timeZone: string): number {
  const zone = zoneOffsets(timeZone);
  const day = Math.floor(ms / msPerDay);
  let offset = zone.byDay.get(day);
  if (offset === undefined) {
    const first = askOffset(day * msPerDay, zone.format);
    const last = askOffset((day + 1) * msPerDay - 1, zone.format);
    offset = first === last ? first : null;
    zone.byDay.set(day, offset);
  }
  return offset ?? askOffset(ms, zone.format);
}

function zoneOffsets(timeZone: string): ZoneOffsets {
  const known = zones.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
    timeZone,
    hourCycle: "h23",
    era: "short",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const made: ZoneOffsets = { format, byDay: new Map() };
  zones.set(timeZone, made);
  return made;
}

/** Local clock minus UTC in milliseconds, at one instant. */
function askOffset(ms: number, format: Intl.DateTimeFormat): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(ms)) parts[type] = Number(value);
  const local = Date.UTC(
    parts["year"] ?? 0,
    (parts["month"] ?? 1) - 1,
    parts["day"] ?? 1,
    parts["hour"] ?? 0,
    parts["minute"] ?? 0,
    parts["second"] ?? 0,
  );
  return Math.round((local - Math.floor(ms / 1000) * 1000) / msPerMinute) * msPerMinute;
}
