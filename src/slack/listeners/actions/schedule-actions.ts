import { isRefusal, type Refusal } from "../../../operations/refusal.ts";
import { listSchedules } from "../../../operations/schedules/list-schedules.ts";
import { pauseSchedule } from "../../../operations/schedules/pause-schedule.ts";
import { removeSchedule } from "../../../operations/schedules/remove-schedule.ts";
import { resumeSchedule } from "../../../operations/schedules/resume-schedule.ts";
import { runScheduleNow } from "../../../operations/schedules/run-schedule-now.ts";
import type { Schedule } from "../../../operations/schedules/schedules-books.ts";
import { showSchedule } from "../../../operations/schedules/show-schedule.ts";
import type { SlackMessage } from "../../blocks.ts";
import { unreadableButton } from "../../messages/notice-message.ts";
import { scheduleMessage, schedulesMessage } from "../../messages/schedule-message.ts";
import { messageView } from "../../modals/plain-view.ts";
import { scheduleFieldAction, scheduleFormCallback } from "../../modals/schedule-form-view.ts";
import { type ScheduleActionId, scheduleActionIds } from "../../schedule-buttons.ts";
import { readScheduleReference, type ScheduleReference } from "../../schedule-reference.ts";
import { drawScheduleForm, openScheduleForm } from "../schedule-form.ts";
import { scheduledRunNotice, scheduleNotice } from "../schedule-notice.ts";
import { draftInForm, readScheduleMetadata } from "../views/save-schedule.ts";
import type { ElementAction, ElementCall } from "./element-action.ts";

type Does = (call: ElementCall, seen: ScheduleReference) => Promise<SlackMessage | Refusal>;

/** A button that does something with one schedule and answers in words. */
function button(action: ScheduleActionId, does: Does): ElementAction {
  return {
    actionId: scheduleActionIds[action],
    act: (value) => actOf(action, value),
    run: async (call) => {
      const seen = readScheduleReference(call.value);
      return seen ? does(call, seen) : unreadableButton();
    },
  };
}

function actOf(action: string, value: string) {
  const subject = readScheduleReference(value)?.schedule ?? "schedule";
  return { action: `slack.schedule-${action}`, subject };
}

type Move = (
  world: ElementCall["world"],
  actor: ElementCall["actor"],
  input: { readonly key: string },
) => Promise<Schedule | Refusal>;

function moving(move: Move, did: Parameters<typeof scheduleNotice>[1]): Does {
  return async ({ world, actor }, { schedule }) => {
    const moved = await move(world, actor, { key: schedule });
    return isRefusal(moved) ? moved : scheduleNotice(moved, did, world.clock.now());
  };
}

const runNow = button("run", async ({ world, actor }, { schedule, after }) => {
  // The button as it was seen makes one run, however many people click it.
  const run = await runScheduleNow(world, actor, { key: schedule, requestKey: `after:${after}` });
  return isRefusal(run) ? run : scheduledRunNotice(run, schedule);
});

const show = button("show", async ({ world, actor }, { schedule }) => {
  const view = await showSchedule(world, actor, { key: schedule });
  return isRefusal(view) ? view : scheduleMessage(view);
});

const edit: ElementAction = {
  actionId: scheduleActionIds.edit,
  act: (value) => actOf("edit", value),
  title: "Schedule",
  check: async ({ value }) => (readScheduleReference(value) ? null : unreadableButton()),
  open: ({ world, actor, value, channel }) => {
    const key = readScheduleReference(value)?.schedule ?? "";
    return openScheduleForm({ world, actor, key, channel });
  },
};

const make: ElementAction = {
  actionId: scheduleActionIds.new,
  act: () => ({ action: "slack.schedule-new", subject: "schedule" }),
  title: "New schedule",
  open: ({ world, actor, channel }) => openScheduleForm({ world, actor, key: null, channel }),
};

/** The list in a modal, for the home page. */
const open: ElementAction = {
  actionId: "open_schedules",
  act: () => ({ action: "slack.schedule", subject: "schedule" }),
  title: "Schedules",
  open: async ({ world, actor }) => {
    const views = await listSchedules(world, actor);
    return isRefusal(views) ? views : messageView("Schedules", schedulesMessage(views));
  },
};

/** What is chosen changes which fields there are, and the dates above them. */
const field: ElementAction = {
  actionId: scheduleFieldAction,
  act: () => ({ action: "slack.schedule-new", subject: "schedule" }),
  change: async ({ world, actor, view }) => {
    if (view?.callback !== scheduleFormCallback) return null;
    const metadata = readScheduleMetadata(view.metadata);
    if (!metadata) return null;
    const { of } = metadata;
    const found = of ? await showSchedule(world, actor, { key: of.key }) : null;
    if (isRefusal(found)) return found;
    const draft = draftInForm(view.values, found?.schedule ?? null);
    return drawScheduleForm(world, actor, draft, metadata);
  },
};

/** What stands behind every button and menu about schedules. */
export const scheduleActions: readonly ElementAction[] = [
  show,
  edit,
  make,
  open,
  field,
  runNow,
  button("pause", moving(pauseSchedule, "paused")),
  button("resume", moving(resumeSchedule, "resumed")),
  button("remove", moving(removeSchedule, "removed")),
];
