import { z } from "zod";
import { localDate } from "../../../billing/calendar/local-date.ts";
import { keyProblem, planProblems } from "../../../billing/schedules/schedule-problems.ts";
import { isRefusal, type Refusal, refuse } from "../../../operations/refusal.ts";
import { saveSchedule } from "../../../operations/schedules/save-schedule.ts";
import type { Schedule } from "../../../operations/schedules/schedules-books.ts";
import { showSchedule } from "../../../operations/schedules/show-schedule.ts";
import type { Actor, World } from "../../../operations/world.ts";
import type { SlackMessage } from "../../blocks.ts";
import {
  type ScheduleFormMetadata,
  scheduleFormCallback,
} from "../../modals/schedule-form-view.ts";
import {
  blockOfProblem,
  draftOfSchedule,
  moreOfDraft,
  newDraft,
  planOfDraft,
  readDraft,
  type ScheduleDraft,
  scheduleFields,
} from "../../schedule-draft.ts";
import { scheduleNotice } from "../schedule-notice.ts";
import type { FormErrors, FormValues } from "./form-values.ts";
import type { RunForm, SubmittedForm } from "./run-form.ts";

const metadataSchema = z.strictObject({
  of: z.strictObject({ key: z.string().max(40), version: z.int().min(1) }).nullable(),
  channel: z
    .string()
    .regex(/^[CDGUW][A-Z0-9]{1,30}$/)
    .nullable(),
});

/** Keys as the billing file allows them. */
const accountKey = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;

/** What the form carried; null where it is not ours. */
export function readScheduleMetadata(text: string): ScheduleFormMetadata | null {
  try {
    return metadataSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** What a draft falls back on where the form has no field for it. */
const nothing = newDraft("UTC", localDate("2000-01-01"), "");

/** The fields as they stand now; `of` is the schedule that is changed. */
export function draftInForm(values: FormValues, of: Schedule | null): ScheduleDraft {
  return readDraft(values, of ? draftOfSchedule(of) : nothing);
}

export const saveScheduleForm: RunForm = {
  callback: scheduleFormCallback,
  title: "Schedule",
  act: ({ metadata }) => {
    const of = readScheduleMetadata(metadata)?.of;
    return { action: "slack.schedule", subject: of?.key ?? "schedule" };
  },
  check: checkForm,
  submit: ({ world, actor, form }) => submit(world, actor, form),
  channelOf: ({ metadata }) => readScheduleMetadata(metadata)?.channel ?? null,
  fieldOf: ({ refusal, message }) => {
    if (refusal === "schedule_name_taken") return scheduleFields.key;
    if (refusal !== "selection_unknown") return null;
    return message.includes("no account") ? scheduleFields.accounts : null;
  },
};

function checkForm({ metadata, values }: SubmittedForm): FormErrors | null {
  const draft = draftInForm(values, null);
  const isNew = readScheduleMetadata(metadata)?.of === null;
  const problems = [isNew ? keyProblem(draft.key) : null, ...planProblems(planOfDraft(draft))];
  const errors: Record<string, string> = {};
  for (const problem of problems) {
    if (problem) errors[blockOfProblem(problem)] ??= problem.message;
  }
  const more = moreOfDraft(draft);
  if (isRefusal(more)) {
    errors[scheduleFields.more] = `${more.message} ${more.remedy ?? ""}`.slice(0, 300);
  }
  const wrong = (planOfDraft(draft).select.accounts ?? []).find((key) => !accountKey.test(key));
  if (wrong) errors[scheduleFields.accounts] = `"${wrong.slice(0, 40)}" is no account key.`;
  return Object.keys(errors).length > 0 ? errors : null;
}

async function submit(
  world: World,
  actor: Actor,
  { metadata, values }: SubmittedForm,
): Promise<SlackMessage | Refusal> {
  const carried = readScheduleMetadata(metadata);
  if (!carried) {
    const message = "I can't read which schedule this form is about.";
    return refuse("form_invalid", message, "Open it again with /billrun schedule.");
  }
  const { of } = carried;
  const found = of ? await showSchedule(world, actor, { key: of.key }) : null;
  if (isRefusal(found)) return found;
  const draft = draftInForm(values, found?.schedule ?? null);
  const more = moreOfDraft(draft);
  const saved = await saveSchedule(world, actor, {
    key: of?.key ?? draft.key,
    version: of?.version ?? null,
    plan: planOfDraft(draft),
    options: isRefusal(more) ? {} : more.options,
    channel: draft.channel || null,
  });
  return isRefusal(saved) ? saved : scheduleNotice(saved, "saved", world.clock.now());
}
