import { selectionText } from "../billing/bill-run/selection-text.ts";
import { dayNumber } from "../billing/calendar/day-number.ts";
import { sayDay } from "../billing/calendar/say-day.ts";
import { timingText } from "../billing/schedules/rhythm-text.ts";
import { dayRuleText } from "../billing/schedules/run-days.ts";
import type { ScheduleView } from "../operations/schedules/schedule-view.ts";
import type { ScheduleSlot } from "../operations/schedules/schedules-books.ts";
import { sayInstant } from "./say-instant.ts";
import { printable, textTable } from "./text-table.ts";

/** Schedules as lines: when they ring, their next three dates, what came last. */
export function scheduleList(views: readonly ScheduleView[]): string {
  if (views.length === 0) return "There is no schedule yet. Make one with billrun schedule new.";
  const rows = views.map((view) => [
    view.schedule.key,
    timingText(view.schedule.plan),
    view.schedule.paused ? "paused" : nextText(view),
    view.slots[0] ? slotText(view.slots[0]) : "–",
  ]);
  const heading = ["Schedule", "Rings", "Next", "Last"];
  return textTable([heading, ...rows], ["left", "left", "left", "left"]).trimEnd();
}

/** One schedule with its latest rings. */
export function scheduleCard(view: ScheduleView): string {
  const { schedule, owner, slots } = view;
  const { plan } = schedule;
  const start = plan.start === "launch" ? "launched with the last vote" : "launched by hand";
  const lines = [
    `${schedule.key} · ${timingText(plan)}${schedule.paused ? " · paused" : ""}`,
    `Next: ${nextText(view)}`,
    `Target: ${dayRuleText(plan.target)} · invoices dated ${dayRuleText(plan.invoice)}`,
    `Bills ${selectionText(plan.select, (name) => name)} · runs are called "${plan.nameTemplate}"`,
    `Each run asks for approval and is ${start} · owned by ${owner}`,
    ...slots.map((slot) => `  ${slotText(slot)}`),
  ];
  return lines.map(printable).join("\n");
}

function nextText({ next }: ScheduleView): string {
  return next.map((slot) => sayDay(dayNumber(slot.on))).join(", ");
}

function slotText(slot: ScheduleSlot): string {
  const when = sayInstant(slot.slotAt);
  if (slot.runNumber !== null) return `BR-${slot.runNumber}, ${when}`;
  const what = slot.state === "failed" ? "no run" : "passed over";
  return `${what}, ${when}: ${slot.reason ?? ""}`;
}
