import { groupDigits } from "../../billing/money/group-digits.ts";
import type { Subscription } from "./subscription.ts";

/** Segments that are named; the rest is counted. */
const mostNamed = 5;

/**
 * What narrows and delays what a channel hears, for people: "of enterprise · USD from 1,000 · daily
 * at 9:00 · quiet 18:00 to 8:00 (Europe/Berlin)". Empty where nothing does. `safe` makes a
 * segment's name fit for where it is shown.
 */
export function subscriptionText(
  subscription: Subscription,
  safe: (segment: string) => string = (segment) => segment,
): string {
  const { segments, currencies, minimum, digest, digestHour, quiet, timeZone } = subscription;
  const money = [...currencies, ...(minimum ? [`from ${groupDigits(minimum)}`] : [])].join(" ");
  const digests = { off: "", hourly: "each hour", daily: `daily at ${clock(digestHour)}` };
  const when = [digests[digest], quiet ? `quiet ${clock(quiet.from)} to ${clock(quiet.to)}` : ""]
    .filter((part) => part !== "")
    .join(", ");
  return [segmentsText(segments.map(safe)), money, when === "" ? "" : `${when} (${timeZone})`]
    .filter((part) => part !== "")
    .join(" · ");
}

function segmentsText(segments: readonly string[]): string {
  const rest = segments.length - mostNamed;
  const named = segments.slice(0, mostNamed).join(", ");
  if (segments.length === 0) return "";
  // Words of ours in front: at the start of a line, foreign text could act.
  return `of ${named}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function clock(hour: number): string {
  return `${hour}:00`;
}
