import type { Urgency } from "./notice-events.ts";
import type { QuietHours, Subscription } from "./subscription.ts";

/** Zones differ by quarters of an hour at the finest. */
const stepMs = 900_000;
/** Two days hold every hour of the day, whatever a change of the clocks takes away. */
const mostSteps = 2 * 96;

/**
 * Until when something that happens now waits for a channel's digest or for the end of its quiet
 * hours; null where it is told at once.
 */
export function heldUntil(
  subscription: Pick<Subscription, "digest" | "digestHour" | "quiet" | "timeZone">,
  urgency: Urgency,
  now: Date,
): Date | null {
  if (urgency === "now") return null;
  const hourOf = localHours(subscription.timeZone);
  const digestAt = urgency === "later" ? nextDigest(subscription, hourOf, now) : null;
  return endOfQuiet(subscription.quiet, hourOf, digestAt ?? now) ?? digestAt;
}

type HourOf = (at: Date) => number;

function nextDigest(
  { digest, digestHour }: Pick<Subscription, "digest" | "digestHour">,
  hourOf: HourOf,
  now: Date,
): Date | null {
  if (digest === "off") return null;
  const before = (at: Date) => hourOf(new Date(at.getTime() - 1));
  return firstStep(now, (at) => {
    if (digest === "hourly") return hourOf(at) !== before(at);
    // Where the clocks skip the hour, the first one after it.
    return before(at) !== hourOf(at) && passes(before(at), digestHour, hourOf(at));
  });
}

/** Whether a clock that went from one hour to another has reached an hour. */
function passes(from: number, hour: number, to: number): boolean {
  const steps = (to - from + 24) % 24;
  const needed = (hour - from + 24) % 24;
  return needed > 0 && needed <= steps;
}

function endOfQuiet(quiet: QuietHours | null, hourOf: HourOf, at: Date): Date | null {
  if (quiet === null || !isQuiet(quiet, hourOf(at))) return null;
  return firstStep(at, (later) => !isQuiet(quiet, hourOf(later)));
}

function isQuiet({ from, to }: QuietHours, hour: number): boolean {
  return from < to ? hour >= from && hour < to : hour >= from || hour < to;
}

function firstStep(after: Date, isIt: (at: Date) => boolean): Date {
  let at = Math.floor(after.getTime() / stepMs) * stepMs;
  for (let step = 0; step < mostSteps; step++) {
    at += stepMs;
    if (isIt(new Date(at))) return new Date(at);
  }
  throw new Error("no such hour comes within two days");
}

/** The hour of the day in a zone, 0 to 23. */
function localHours(timeZone: string): HourOf {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", hourCycle: "h23" });
  return (at) => Number(format.format(at));
}
