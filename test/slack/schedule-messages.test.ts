import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localDate } from "../../src/billing/calendar/local-date.ts";
import { weekdays } from "../../src/billing/customers/account.ts";
import { validateBlocks, validateView } from "../../src/sandbox/slack/validate-blocks.ts";
import { scheduleNotice } from "../../src/slack/listeners/schedule-notice.ts";
import { scheduleMessage, schedulesMessage } from "../../src/slack/messages/schedule-message.ts";
import { scheduleFormView } from "../../src/slack/modals/schedule-form-view.ts";
import {
  draftOfSchedule,
  moreOfDraft,
  newDraft,
  planOfDraft,
  readDraft,
  type ScheduleDraft,
} from "../../src/slack/schedule-draft.ts";
import { readScheduleReference } from "../../src/slack/schedule-reference.ts";
import { expectGolden, expectMessage } from "./expect-golden.ts";
import { failedSlot, sampleSchedule, sampleSlot } from "./sample-schedules.ts";
import { now } from "./sample-views.ts";

const monthly = sampleSchedule("monthly");
const usage = sampleSchedule(
  "usage-weekly",
  { rhythm: { every: "week", interval: 2, weekday: "monday" }, select: {}, start: "launch" },
  { slots: [] },
);
const paused = sampleSchedule("old", { rhythm: { every: "day", interval: 1 } }, { paused: true });

describe("schedules in Slack", () => {
  it("the list says when each rings, what came last and what can be done", async () => {
    await expectMessage("schedules", schedulesMessage([monthly, usage, paused]));
    await expectMessage("schedules.none", schedulesMessage([]));
    await expectMessage("schedules.paused", schedulesMessage([paused]));
  });

  it("one schedule tells its plan and its latest rings", async () => {
    const missed = sampleSlot({ missed: 3 });
    const view = sampleSchedule("monthly", {}, { slots: [missed, failedSlot] });
    await expectMessage("schedule", scheduleMessage(view));
    await expectMessage("schedule.paused", scheduleMessage(paused));
    await expectMessage("schedule.new", scheduleMessage(usage));
  });

  it("a change is answered with what the schedule does now", async () => {
    const { schedule } = monthly;
    await expectMessage("schedule.saved", scheduleNotice(schedule, "saved", now));
    const stopped = { ...schedule, paused: true };
    await expectMessage("schedule.paused-now", scheduleNotice(stopped, "paused", now));
    await expectMessage("schedule.removed", scheduleNotice(schedule, "removed", now));
  });

  it("buttons carry a name and the latest ring, and nothing else is read from them", () => {
    const text = JSON.stringify(schedulesMessage([monthly]));
    const value = /"value":"(\{.*?\})"/.exec(text)?.[1]?.replaceAll('\\"', '"') ?? "";
    const carried = { schedule: "monthly", after: "2026-11-30T08:00:00.000Z" };
    expect(readScheduleReference(value)).toEqual(carried);
    for (const other of ["", "{}", "monthly", '{"schedule":"x","after":"none","paused":false}']) {
      expect(readScheduleReference(other)).toBeNull();
    }
  });
});

const choices = {
  segments: ["enterprise", "mid-market"],
  tags: [],
  currencies: ["EUR", "USD"],
  plans: [{ key: "team", name: "Team" }],
};
const seen = { now, accounts: 1_312 };
const fresh = newDraft("America/New_York", localDate("2026-12-31"), "C0BILLING");
const isNew = { of: null, channel: "C0BILLING" };
const { schedule } = monthly;
const of = { key: schedule.key, version: schedule.version };

describe("the form of a schedule", () => {
  const drafts: readonly (readonly [string, ScheduleDraft])[] = [
    ["new", fresh],
    ["weekly", { ...fresh, every: "week", weekday: "friday", interval: "2" }],
    ["daily", { ...fresh, every: "day", key: "nightly" }],
    ["wrong", { ...fresh, interval: "0" }],
  ];
  it.each(drafts)(
    "%s shows its fields and the dates that follow from them",
    async (name, draft) => {
      const view = scheduleFormView(draft, choices, isNew, seen);
      expect(validateView(view)).toEqual([]);
      await expectGolden(`view.schedule.${name}`, view);
    },
  );

  it("of a schedule that is there is filled with it, and reads back as the same plan", async () => {
    const draft = draftOfSchedule(schedule);
    const view = scheduleFormView(draft, choices, { of, channel: null }, seen);
    expect(validateView(view)).toEqual([]);
    await expectGolden("view.schedule.edit", view);
    expect(planOfDraft(draft)).toEqual(schedule.plan);
    const select = { billCycleDays: [1, 15], chargeTypes: ["usage"], segments: ["a"] } as const;
    const options = { creditMemos: "separate", minimumInvoice: { USD: "10.00" } } as const;
    const rich = { ...schedule, plan: { ...schedule.plan, select }, options };
    const again = draftOfSchedule(rich);
    expect(again.more).toBe("bcd:1,15 type:usage credits:separate minimum:10.00USD");
    expect(planOfDraft(again).select).toEqual(select);
    expect(moreOfDraft(again)).toMatchObject({ options });
    expect(moreOfDraft({ more: "target:2026-11-30" })).toMatchObject({ refusal: "filter_invalid" });
  });

  it("is read from what Slack sends of each kind of field; a hidden field stays as it was", () => {
    const values = {
      every: { schedule_field: { selected_option: { value: "week" } } },
      weekday: { schedule_field: { selected_option: { value: "sunday" } } },
      time_of_day: { schedule_field: { selected_time: "17:30" } },
      start_on: { schedule_field: { selected_date: "2027-01-01" } },
      segments: { schedule_field: { selected_options: [{ value: "enterprise" }] } },
      channel: { value: { selected_conversation: "C1" } },
      key: { value: { value: " Weekly " } },
      __proto__: { value: { value: "no" } },
    };
    const read = readDraft(values, { ...fresh, day: "15" });
    expect(read).toMatchObject({ key: "weekly", every: "week", weekday: "sunday", day: "15" });
    expect(planOfDraft(read)).toMatchObject({
      rhythm: { every: "week", interval: 1, weekday: "sunday" },
      timeOfDay: "17:30",
      startOn: "2027-01-01",
      select: { segments: ["enterprise"] },
    });
  });

  it("whatever stands in it, Slack can show it", () => {
    const foreign = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.constantFrom("<!channel>", "مؤسسة النور", "😀".repeat(60), "{mouth}", "1e3", "-0"),
    );
    const names = fc.array(
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 100 }).filter((name) => name !== ""),
      { maxLength: 300 },
    );
    fc.assert(
      fc.property(
        foreign,
        foreign,
        names,
        fc.constantFrom("day", "week", "month"),
        (a, b, c, d) => {
          const draft = {
            ...fresh,
            interval: a,
            nameTemplate: b,
            accounts: b,
            every: d,
            timeZone: "UTC",
          };
          const list = [...new Set(c)].map((name) => name.slice(0, 70));
          const many = { ...choices, segments: [...new Set(list)], tags: [...new Set(list)] };
          const view = scheduleFormView(
            { ...draft, segments: list.slice(0, 3) },
            many,
            isNew,
            seen,
          );
          expect(validateView(view)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("the worst case", () => {
  it("a hundred schedules with nasty reasons fit a message", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 500 }), (reason) => {
        const slots = Array.from({ length: 10 }, () => ({ ...failedSlot, reason }));
        const views = Array.from({ length: 100 }, (_, index) => {
          const weekday = weekdays[index % 7] ?? "monday";
          const rhythm = { every: "week" as const, interval: 99, weekday };
          const plan = { rhythm, timeZone: "America/Argentina/ComodRivadavia" };
          return sampleSchedule("x".repeat(37) + index, plan, { slots });
        });
        const message = schedulesMessage(views);
        expect(validateBlocks(message.blocks, "message")).toEqual([]);
        const [first] = views;
        if (!first) throw new Error("there are a hundred");
        expect(validateBlocks(scheduleMessage(first).blocks, "message")).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});
