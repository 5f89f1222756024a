import { describe, expect, it } from "vitest";
import { heldUntil } from "../../../src/operations/notifications/held-until.ts";
import type { Digest, QuietHours } from "../../../src/operations/notifications/subscription.ts";

function channel(digest: Digest, quiet: QuietHours | null = null, timeZone = "UTC") {
  return { digest, digestHour: 9, quiet, timeZone };
}

const night = { from: 18, to: 8 };
const lunch = { from: 12, to: 13 };
const berlin = "Europe/Berlin";

describe("what can wait is told", () => {
  it.each([
    ["at once", channel("off"), "2026-11-02T12:30:00Z", null],
    ["at the next hour", channel("hourly"), "2026-11-02T12:30:00Z", "2026-11-02T13:00:00Z"],
    [
      "an hour later on the hour",
      channel("hourly"),
      "2026-11-02T12:00:00Z",
      "2026-11-02T13:00:00Z",
    ],
    ["tomorrow at nine", channel("daily"), "2026-11-02T12:30:00Z", "2026-11-03T09:00:00Z"],
    ["today at nine", channel("daily"), "2026-11-02T08:59:59Z", "2026-11-02T09:00:00Z"],
    [
      "at nine in Berlin",
      channel("daily", null, berlin),
      "2026-11-02T09:00:00Z",
      "2026-11-03T08:00:00Z",
    ],
    // Clocks went back at night on 25 October 2026.
    [
      "at nine after the clocks went back",
      channel("daily", null, berlin),
      "2026-10-24T10:00:00Z",
      "2026-10-25T08:00:00Z",
    ],
    ["in the morning", channel("off", night), "2026-11-02T19:10:00Z", "2026-11-03T08:00:00Z"],
    ["in the same morning", channel("off", night), "2026-11-02T03:10:00Z", "2026-11-02T08:00:00Z"],
    ["after lunch", channel("off", lunch), "2026-11-02T12:10:00Z", "2026-11-02T13:00:00Z"],
    ["at once outside of them", channel("off", night), "2026-11-02T17:59:00Z", null],
    [
      "hourly, but not at night",
      channel("hourly", night),
      "2026-11-02T17:30:00Z",
      "2026-11-03T08:00:00Z",
    ],
    [
      "at half hours of zones that have them",
      channel("off", night, "Asia/Kolkata"),
      "2026-11-02T13:00:00Z",
      "2026-11-03T02:30:00Z",
    ],
  ])("%s", (_, subscription, now, expected) => {
    const until = heldUntil(subscription, "later", new Date(now));
    expect(until?.toISOString().replace(".000", "") ?? null).toBe(expected);
  });

  it("an hour that the clocks skip is the next one", () => {
    // In Berlin, 29 March 2026 has no two o'clock.
    const subscription = { ...channel("daily", null, berlin), digestHour: 2 };
    const until = heldUntil(subscription, "later", new Date("2026-03-28T12:00:00Z"));
    expect(until?.toISOString()).toBe("2026-03-29T01:00:00.000Z");
  });
});

it("what needs somebody soon waits for the morning, not for a digest", () => {
  const now = new Date("2026-11-02T12:30:00Z");
  expect(heldUntil(channel("daily", night), "soon", now)).toBeNull();
  const late = new Date("2026-11-02T20:30:00Z");
  expect(heldUntil(channel("daily", night), "soon", late)?.getUTCHours()).toBe(8);
});

it("what needs somebody now waits for nothing", () => {
  const late = new Date("2026-11-02T20:30:00Z");
  expect(heldUntil(channel("daily", night), "now", late)).toBeNull();
});
