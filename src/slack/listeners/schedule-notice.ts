import type { BillRun } from "../../billing/bill-run/bill-run.ts";
import { runLabel } from "../../billing/bill-run/bill-run.ts";
import { nextSlots } from "../../billing/schedules/next-slots.ts";
import type { Schedule } from "../../operations/schedules/schedules-books.ts";
import type { SlackMessage } from "../blocks.ts";
import { noticeMessage } from "../messages/notice-message.ts";
import { dayText } from "../text/day-text.ts";

/** Tells who changed a schedule what it does now. */
export function scheduleNotice(
  schedule: Schedule,
  did: "saved" | "paused" | "resumed" | "removed",
  now: Date,
): SlackMessage {
  const { key, plan, channel } = schedule;
  if (did === "removed") return noticeMessage(`The schedule ${key} is removed. Its runs stay.`);
  if (schedule.paused) {
    return noticeMessage(
      `The schedule ${key} is paused. Resume it with /billrun schedule resume ${key}.`,
    );
  }
  const [next] = nextSlots(plan, now.toISOString(), 1);
  const when = next ? `${dayText(next.on)} at ${next.time} ${plan.timeZone}` : "never";
  const where = channel?.startsWith("C") ? `, its cards come to <#${channel}>` : "";
  return noticeMessage(`The schedule ${key} is ${did}. It rings on ${when}${where}.`);
}

/** Tells who ran a schedule by hand. */
export function scheduledRunNotice(run: BillRun, schedule: string): SlackMessage {
  const what =
    run.state === "draft" || run.state === "previewing" ? "is being previewed" : "is there already";
  return noticeMessage(
    `${runLabel(run)} of the schedule ${schedule} ${what}. It asks for approval by itself.`,
  );
}
