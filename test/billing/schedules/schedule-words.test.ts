import { describe, expect, it } from "vitest";
import { localDate } from "../../../src/billing/calendar/local-date.ts";
import { fillNameTemplate } from "../../../src/billing/schedules/name-template.ts";
import { timingText } from "../../../src/billing/schedules/rhythm-text.ts";
import { dayByRule, dayRuleText } from "../../../src/billing/schedules/run-days.ts";
import type { DayRule, Rhythm, SchedulePlan } from "../../../src/billing/schedules/schedule.ts";
import { keyProblem, planProblems } from "../../../src/billing/schedules/schedule-problems.ts";

const plan: SchedulePlan = {
  rhythm: { every: "month", interval: 1, day: "last" },
  timeOfDay: "09:00",
  timeZone: "Europe/Berlin",
  startOn: localDate("2026-11-22"),
  target: { anchor: "month-end", days: 0 },
  invoice: { anchor: "month-end", days: 1 },
  select: {},
  start: "ask",
  nameTemplate: "{month} {year}",
};

describe("rhythms in words", () => {
  const cases: readonly (readonly [Rhythm, string])[] = [
    [{ every: "day", interval: 1 }, "every day"],
    [{ every: "day", interval: 10 }, "every 10 days"],
    [{ every: "week", interval: 1, weekday: "monday" }, "every week on Monday"],
    [{ every: "week", interval: 2, weekday: "friday" }, "every 2 weeks on Friday"],
    [{ every: "month", interval: 1, day: "last" }, "every month on the last day"],
    [{ every: "month", interval: 3, day: 1 }, "every 3 months on the 1st"],
    [{ every: "month", interval: 1, day: 12 }, "every month on the 12th"],
    [{ every: "month", interval: 1, day: 22 }, "every month on the 22nd"],
    [{ every: "month", interval: 1, day: 31 }, "every month on the 31st or its last day"],
  ];
  it.each(cases)("%j is %s", (rhythm, words) => {
    expect(timingText({ ...plan, rhythm })).toBe(`${words} at 09:00 Europe/Berlin`);
  });
});

describe("a run's days", () => {
  const cases: readonly (readonly [DayRule, string, string])[] = [
    [{ anchor: "slot", days: 0 }, "2026-02-27", "the day it rings"],
    [{ anchor: "slot", days: 3 }, "2026-03-02", "3 days after the day it rings"],
    [{ anchor: "slot", days: -1 }, "2026-02-26", "1 day before the day it rings"],
    [{ anchor: "month-end", days: 0 }, "2026-02-28", "the last day of its month"],
    [{ anchor: "month-end", days: 1 }, "2026-03-01", "the first of the next month"],
    [{ anchor: "month-start", days: 0 }, "2026-02-01", "the first of its month"],
    [{ anchor: "month-start", days: -1 }, "2026-01-31", "the last day of the month before"],
  ];
  it.each(cases)("%j on 27 February is %s", (rule, day, words) => {
    expect(dayByRule(rule, localDate("2026-02-27"))).toBe(day);
    expect(dayRuleText(rule)).toBe(words);
  });
});

describe("a run's name", () => {
  const parts = {
    schedule: "monthly",
    targetOn: localDate("2026-12-31"),
    invoiceOn: localDate("2027-01-01"),
  };
  it("is made of the target's month and what else is asked for", () => {
    expect(fillNameTemplate("{month} {year}", parts)).toBe("December 2026");
    expect(fillNameTemplate("{schedule}, {invoice}: {target}", parts)).toBe(
      "monthly, 2027-01-01: 2026-12-31",
    );
    expect(fillNameTemplate("Usage {toString}", parts)).toBe("Usage {toString}");
  });
});

describe("what has to be put right", () => {
  it("nothing is wrong with a sensible plan", () => {
    expect(planProblems(plan)).toEqual([]);
    expect(keyProblem("monthly")).toBeNull();
    expect(keyProblem("eu-1st")).toBeNull();
  });

  it.each(["", "Monthly", "a b", "-a", "a-", "x".repeat(41), "ümlaut", "run", "list"])(
    "%j is no name of a schedule",
    (key) => {
      expect(keyProblem(key)?.field).toBe("key");
    },
  );

  const wrong: readonly (readonly [string, Partial<SchedulePlan>])[] = [
    ["interval", { rhythm: { every: "day", interval: 0 } }],
    ["interval", { rhythm: { every: "day", interval: 1.5 } }],
    ["day", { rhythm: { every: "month", interval: 1, day: 32 } }],
    ["day", { rhythm: { every: "month", interval: 1, day: Number.NaN } }],
    ["weekday", { rhythm: { every: "week", interval: 1, weekday: "someday" as "monday" } }],
    ["timeOfDay", { timeOfDay: "24:00" }],
    ["timeOfDay", { timeOfDay: "9:00" }],
    ["timeZone", { timeZone: "Europe/Nowhere" }],
    ["timeZone", { timeZone: "__proto__" }],
    ["startOn", { startOn: localDate("1999-12-31") }],
    ["target", { target: { anchor: "slot", days: 367 } }],
    ["invoice", { invoice: { anchor: "slot", days: 0.5 } }],
    ["nameTemplate", { nameTemplate: " " }],
    ["nameTemplate", { nameTemplate: "{mouth}" }],
    ["nameTemplate", { nameTemplate: "x".repeat(81) }],
    ["invoice", { target: { anchor: "slot", days: -200 }, invoice: { anchor: "slot", days: 200 } }],
  ];
  it.each(wrong)("%s: %j", (field, patch) => {
    expect(planProblems({ ...plan, ...patch }).map((problem) => problem.field)).toEqual([field]);
  });
});
