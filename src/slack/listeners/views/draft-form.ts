import type { Approval } from "../../../billing/approvals/approval.ts";
import { type LocalDate, parseLocalDate } from "../../../billing/calendar/local-date.ts";
import { isRefusal, type Refusal, refuse } from "../../../operations/refusal.ts";
import type { Actor, World } from "../../../operations/world.ts";
import { type DraftReference, readDraftReference } from "../../draft-reference.ts";
import { draftNotice } from "../../messages/draft-notice.ts";
import { draftFields } from "../../modals/draft-fields.ts";
import { type FormErrors, readField } from "./form-values.ts";
import type { RunForm, SubmittedForm } from "./run-form.ts";

/** What is special about a form that asks others to agree to documents that no run makes. */
export type DraftForm = Pick<RunForm, "callback" | "title"> & {
  /** Of the audit trail, for who may not ask. */
  readonly action: string;
  /** What is wrong by field, the day left out, which all of them ask for. */
  readonly errors: (form: SubmittedForm) => FormErrors;
  /** Asks for approval of what the form is about; null where it is about nothing of that kind. */
  readonly ask: (call: {
    readonly world: World;
    readonly actor: Actor;
    readonly form: SubmittedForm;
    readonly seen: DraftReference;
  }) => Promise<Approval | Refusal> | null;
  /** The fields that refusals are about, besides those of the day. */
  readonly fields?: Readonly<Record<string, string>>;
};

/** Refusals that the day alone puts right. */
const dayFields: Readonly<Record<string, string>> = {
  day_before_invoice: draftFields.datedOn,
  days_far_apart: draftFields.datedOn,
};

/** The form of a reversal, a credit or a quote's invoice. */
export function draftForm({ action, errors, ask, fields, ...form }: DraftForm): RunForm {
  return {
    ...form,
    act: ({ metadata }) => ({ action, subject: readDraftReference(metadata)?.subject ?? "form" }),
    check: (sent) => orNone({ ...errors(sent), ...dayErrors(sent) }),
    submit: async ({ world, actor, form: sent }) => {
      const seen = readDraftReference(sent.metadata);
      const asked = seen && ask({ world, actor, form: sent, seen });
      if (!asked) return refuseForm();
      const approval = await asked;
      return isRefusal(approval) ? approval : draftNotice(approval);
    },
    channelOf: ({ metadata }) => readDraftReference(metadata)?.channel ?? null,
    fieldOf: ({ refusal }) => ({ ...dayFields, ...fields })[refusal] ?? null,
  };
}

/** The day that the form says; null where it says none. */
export function dayIn({ values }: SubmittedForm): LocalDate | null {
  return parseLocalDate(readField(values, draftFields.datedOn).text);
}

/** What stands in a line of text; null for nothing. */
export function lineIn({ values }: SubmittedForm, field: string): string | null {
  return readField(values, field).text.trim() || null;
}

/** Says that a line has to be filled in. */
export function missingLine(form: SubmittedForm, field: string, says: string): FormErrors {
  return lineIn(form, field) === null ? { [field]: says } : {};
}

function dayErrors(form: SubmittedForm): FormErrors {
  return dayIn(form) === null ? { [draftFields.datedOn]: "Choose a day." } : {};
}

function orNone(errors: FormErrors): FormErrors | null {
  return Object.keys(errors).length === 0 ? null : errors;
}

function refuseForm(): Refusal {
  return refuse("form_invalid", "I can't read what this form is about.", "Open it again.");
}
