import type { ModalView } from "@slack/web-api";
import { localDateAt } from "../../billing/calendar/local-day.ts";
import { requirePermission } from "../../operations/approvals/require-permission.ts";
import { countSelection } from "../../operations/bill-runs/count-selection.ts";
import { listSelectionChoices } from "../../operations/bill-runs/list-selection-choices.ts";
import { isRefusal, type Refusal } from "../../operations/refusal.ts";
import { showSchedule } from "../../operations/schedules/show-schedule.ts";
import type { Actor, World } from "../../operations/world.ts";
import { type ScheduleFormMetadata, scheduleFormView } from "../modals/schedule-form-view.ts";
import { draftOfSchedule, newDraft, planOfDraft, type ScheduleDraft } from "../schedule-draft.ts";

/** Who opens the form, for which schedule (null: a new one), and where it was opened. */
export type ScheduleFormCall = {
  readonly world: World;
  readonly actor: Actor;
  readonly key: string | null;
  /** What a new one is to be called, as far as it was typed. */
  readonly name?: string;
  readonly channel: string | null;
};

/** The form of a new schedule, or of one that is there. Who may not save it is told at once. */
export async function openScheduleForm(call: ScheduleFormCall): Promise<ModalView | Refusal> {
  const { world, actor, key, channel } = call;
  const no = requirePermission(actor, "prepare", "change schedules");
  if (no) return no;
  const choices = await listSelectionChoices(world, actor);
  if (isRefusal(choices)) return choices;
  if (key === null) {
    const { timeZone } = (await world.books.loadCatalog()).settings;
    const today = localDateAt(world.clock.now().toISOString(), timeZone);
    const draft = newDraft(timeZone, today, channel?.startsWith("C") ? channel : "");
    const named = { ...draft, key: call.name?.slice(0, 40) ?? "" };
    return drawScheduleForm(world, actor, named, { of: null, channel });
  }
  const found = await showSchedule(world, actor, { key });
  if (isRefusal(found)) return found;
  const { schedule } = found;
  const of = { key: schedule.key, version: schedule.version };
  return drawScheduleForm(world, actor, draftOfSchedule(schedule), { of, channel });
}

/** The form as it is to stand with what is in its fields. */
export async function drawScheduleForm(
  world: World,
  actor: Actor,
  draft: ScheduleDraft,
  metadata: ScheduleFormMetadata,
): Promise<ModalView | Refusal> {
  const [choices, counted] = await Promise.all([
    listSelectionChoices(world, actor),
    countSelection(world, actor, planOfDraft(draft).select),
  ]);
  if (isRefusal(choices)) return choices;
  if (isRefusal(counted)) return counted;
  const seen = { now: world.clock.now(), accounts: counted.selected };
  return scheduleFormView(draft, choices, metadata, seen);
}
