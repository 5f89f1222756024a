import type { Button, KnownBlock } from "@slack/web-api";
import { selectionText } from "../../billing/bill-run/selection-text.ts";
import { countOf } from "../../billing/money/amount-text.ts";
import { timingText } from "../../billing/schedules/rhythm-text.ts";
import { dayRuleText } from "../../billing/schedules/run-days.ts";
import type { ScheduleView } from "../../operations/schedules/schedule-view.ts";
import type { ScheduleSlot } from "../../operations/schedules/schedules-books.ts";
import { buttons, context, paragraphs, type SlackMessage, section } from "../blocks.ts";
import { type ScheduleActionId, scheduleButton } from "../schedule-buttons.ts";
import { clockText, dayText } from "../text/day-text.ts";
import { safeName, safeSentence } from "../text/safe-text.ts";

/** Two blocks a schedule stay below the 50 of a message. */
const mostShown = 20;

/** All schedules: when they ring, what came last, and what can be done with each. */
export function schedulesMessage(views: readonly ScheduleView[]): SlackMessage {
  const make = scheduleButton("new", "New schedule", null);
  if (views.length === 0) {
    const text = "There is no schedule yet. Make one with /billrun schedule new.";
    return { text, blocks: [section(text), ...buttons([make])] };
  }
  const shown = views.slice(0, mostShown);
  const rest = views.length - shown.length;
  return {
    text: listText(views),
    blocks: [
      ...shown.flatMap((view) => [
        section([headline(view), nextLine(view), lastLine(view.slots[0])].join("\n")),
        ...buttons(scheduleButtons(view, "show")),
      ]),
      ...(rest > 0
        ? [context(`and ${countOf(rest, "more schedule")}: /billrun schedule show NAME`)]
        : []),
      ...buttons([make]),
    ],
  };
}

function listText(views: readonly ScheduleView[]): string {
  const ringing = views.filter((view) => !view.schedule.paused && view.next.length > 0);
  const [soonest] = ringing.toSorted((a, b) =>
    (a.next[0]?.at ?? "") < (b.next[0]?.at ?? "") ? -1 : 1,
  );
  const count = countOf(views.length, "schedule");
  if (!soonest?.next[0]) return `${count}, none of which rings. See /billrun help schedule.`;
  const { key, plan } = soonest.schedule;
  const { on, time } = soonest.next[0];
  return `${count}. Next: ${key} on ${dayText(on)} at ${time} ${plan.timeZone}.`;
}

/** One schedule with its latest rings. */
export function scheduleMessage(view: ScheduleView): SlackMessage {
  const { schedule, next } = view;
  const { key, plan } = schedule;
  const [first] = next;
  const coming =
    schedule.paused || !first
      ? "It is paused"
      : `Next on ${dayText(first.on)} at ${first.time} ${plan.timeZone}`;
  return {
    text:
      `Schedule ${key}: ${timingText(plan)}. ${coming}. ` +
      `Change it with /billrun schedule edit ${key}.`,
    blocks: [
      section([headline(view), nextLine(view)].join("\n")),
      section(planLines(view).join("\n")),
      ...ringLines(view),
      ...buttons(scheduleButtons(view, "edit")),
      context(`Owned by ${safeName(view.owner)}, who can't approve its runs`),
    ],
  };
}

function headline({ schedule }: ScheduleView): string {
  const state = schedule.paused ? " · paused" : "";
  return `*${schedule.key}* · ${timingText(schedule.plan)}${state}`;
}

function nextLine({ schedule, next }: ScheduleView): string {
  if (schedule.paused) return "It rings again once it is resumed.";
  return `Next: ${next.map((slot) => dayText(slot.on)).join(" · ")}`;
}

function lastLine(slot: ScheduleSlot | undefined): string {
  return slot ? `Last: ${slotText(slot)}` : "It has not rung yet.";
}

function slotText(slot: ScheduleSlot): string {
  const when = clockText(slot.slotAt);
  if (slot.runNumber !== null) {
    const missed = slot.missed > 0 ? `, for ${countOf(slot.missed, "missed ring")} too` : "";
    return `BR-${slot.runNumber}, ${when}${missed}`;
  }
  const what = slot.state === "failed" ? "no run" : "passed over";
  return `${what}, ${when}: ${safeSentence(slot.reason ?? "")}`;
}

function planLines({ schedule }: ScheduleView): readonly string[] {
  const { plan, channel } = schedule;
  const start =
    plan.start === "launch"
      ? "Each run asks for approval, and is launched with the last vote."
      : "Each run asks for approval; somebody launches it.";
  return [
    `Target: ${dayRuleText(plan.target)} · invoices dated ${dayRuleText(plan.invoice)}`,
    `Bills ${selectionText(plan.select, safeName)}`,
    `Runs are called “${safeName(plan.nameTemplate)}”`,
    channel && /^C[A-Z0-9]+$/.test(channel) ? `${start} Cards come to <#${channel}>.` : start,
  ];
}

function ringLines({ slots }: ScheduleView): KnownBlock[] {
  return paragraphs(
    slots.length === 0 ? ["It has not rung yet."] : slots.map((slot) => `• ${slotText(slot)}`),
  );
}

function scheduleButtons(view: ScheduleView, first: "show" | "edit"): readonly Button[] {
  const { paused, key } = view.schedule;
  const label = { show: "Show", edit: "Change…" } as const;
  const toggle: ScheduleActionId = paused ? "resume" : "pause";
  return [
    scheduleButton(first, label[first], view),
    scheduleButton("run", "Run now", view),
    scheduleButton(toggle, paused ? "Resume" : "Pause", view),
    scheduleButton("remove", "Remove…", view, {
      title: `Remove ${key}?`,
      text: "It rings no more. Runs that it made stay as they are.",
      yes: "Remove it",
      no: "Keep it",
      isDangerous: true,
    }),
  ];
}
