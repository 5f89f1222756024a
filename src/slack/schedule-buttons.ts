import type { Button } from "@slack/web-api";
import type { ScheduleView } from "../operations/schedules/schedule-view.ts";
import { cut } from "./blocks.ts";
import { type ButtonQuestion, dialog } from "./run-buttons.ts";
import { writeScheduleReference } from "./schedule-reference.ts";

/** Every button about schedules, by the name that its click arrives under. */
export const scheduleActionIds = {
  new: "schedule_new",
  show: "schedule_show",
  edit: "schedule_edit",
  run: "schedule_run",
  pause: "schedule_pause",
  resume: "schedule_resume",
  remove: "schedule_remove",
} as const;

/** What a button does with a schedule. */
export type ScheduleActionId = keyof typeof scheduleActionIds;

/** A button of a schedule, or with null the one that makes a new one. */
export function scheduleButton(
  action: ScheduleActionId,
  label: string,
  view: ScheduleView | null,
  question?: ButtonQuestion,
): Button {
  const name = view?.schedule.key ?? "";
  return {
    type: "button",
    action_id: scheduleActionIds[action],
    text: { type: "plain_text", text: cut(label, 75), emoji: false },
    accessibility_label: cut(`${label.replace("…", "")} ${name}`.trim(), 75),
    ...(view ? { value: writeScheduleReference(view) } : {}),
    ...(question ? { confirm: dialog(question) } : {}),
  };
}
