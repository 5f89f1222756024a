import { type LocalDate, parseLocalDate } from "../../../billing/calendar/local-date.ts";
import { type Refusal, refuse } from "../../../operations/refusal.ts";
import { readDraftReference } from "../../draft-reference.ts";
import { draftFields } from "../../modals/draft-fields.ts";
import { type FormErrors, readField } from "./form-values.ts";
import type { SubmittedForm } from "./run-form.ts";

/** The day that a form about a draft says; null where it says none. */
export function dayIn({ values }: SubmittedForm): LocalDate | null {
  return parseLocalDate(readField(values, draftFields.datedOn).text);
}

/** What stands in a line of text; null for nothing. */
export function lineIn({ values }: SubmittedForm, field: string): string | null {
  return readField(values, field).text.trim() || null;
}

/** What is wrong with the day, by its field. */
export function dayErrors(form: SubmittedForm): FormErrors {
  return dayIn(form) === null ? { [draftFields.datedOn]: "Choose a day." } : {};
}

/** Errors where there are any. */
export function orNone(errors: FormErrors): FormErrors | null {
  return Object.keys(errors).length === 0 ? null : errors;
}

/** What a form about a draft is about, for the trail. */
export function actOfForm(action: string, form: SubmittedForm) {
  return { action, subject: readDraftReference(form.metadata)?.subject ?? "form" };
}

/** Where its sender is told what came of it. */
export function channelOfForm({ metadata }: SubmittedForm): string | null {
  return readDraftReference(metadata)?.channel ?? null;
}

/** The refusal of a form that is not ours. */
export function refuseForm(): Refusal {
  return refuse("form_invalid", "I can't read what this form is about.", "Open it again.");
}
