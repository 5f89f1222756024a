import type { ModalView } from "@slack/web-api";
import { localDateAt } from "../../billing/calendar/local-day.ts";
import { requirePermission } from "../../operations/approvals/require-permission.ts";
import { listSelectionChoices } from "../../operations/bill-runs/list-selection-choices.ts";
import { isRefusal, type Refusal } from "../../operations/refusal.ts";
import { showSchedule } from "../../operations/schedules/show-schedule.ts";
import type { Actor, World } from "../../operations/world.ts";
import { scheduleFormView } from "../modals/schedule-form-view.ts";
import { draftOfSchedule, newDraft } from "../schedule-draft.ts";

/** Who opens the form, for which schedule (null: a new one), and where it was opened. */
export type ScheduleFormCall = {
  readonly world: World;
  readonly actor: Actor;
  readonly key: string | null;
  readonly channel: string | null;
};

/** The form of a new schedule, or of one that is there. Who may not save it is told at once. */
export async function openScheduleForm(call: ScheduleFormCall): Promise<ModalView | Refusal> {
  const { world, actor, key, channel } = call;
  const no = requirePermission(actor, "prepare", "change schedules");
  if (no) return no;
  const choices = await listSelectionChoices(world, actor);
  if (isRefusal(choices)) return choices;
  const now = world.clock.now();
  if (key === null) {
    const { timeZone } = (await world.books.loadCatalog()).settings;
    const today = localDateAt(now.toISOString(), timeZone);
    const draft = newDraft(timeZone, today, channel?.startsWith("C") ? channel : "");
    return scheduleFormView(draft, choices, { of: null, channel }, now);
  }
  const found = await showSchedule(world, actor, { key });
  if (isRefusal(found)) return found;
  const { schedule } = found;
  const of = { key: schedule.key, version: schedule.version };
  return scheduleFormView(draftOfSchedule(schedule), choices, { of, channel }, now);
}
