import { z } from "zod";
import { parseLocalDate } from "../../../billing/calendar/local-date.ts";
import {
  type CreateBillRun,
  createBillRun,
} from "../../../operations/bill-runs/create-bill-run.ts";
import { isRefusal, type Refusal } from "../../../operations/refusal.ts";
import { type CreateRunMetadata, createRunCallback } from "../../modals/create-run-view.ts";
import {
  createRunFields,
  minimumOfDraft,
  optionsOfDraft,
  type RunDraft,
  readRunDraft,
  selectionOfDraft,
  splitKeys,
} from "../../run-draft.ts";
import { newRunNotice } from "../new-run-notice.ts";
import type { FormErrors } from "./form-values.ts";
import type { RunForm, SubmittedForm } from "./run-form.ts";

const metadataSchema = z.strictObject({
  channel: z.string().regex(/^([CDGUW][A-Z0-9]{1,30})?$/),
  more: z.boolean().default(false),
});

/** Keys as the billing file allows them. */
const accountKey = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;

export const createRunForm: RunForm = {
  callback: createRunCallback,
  title: "New bill run",
  act: () => ({ action: "slack.create", subject: "bill run" }),
  check: (form) => {
    const read = readCreateRun(form);
    return "errors" in read ? read.errors : null;
  },
  submit: async ({ world, actor, form }) => {
    const read = readCreateRun(form);
    if ("errors" in read) throw new Error("a form was submitted unchecked");
    const made = await createBillRun(world, actor, read.input);
    return isRefusal(made) ? made : newRunNotice(made, read.input.channel ?? "");
  },
  channelOf: (form) => readCreateRunMetadata(form.metadata).channel || null,
  fieldOf: refusedField,
};

/** What the form asks for, or what is wrong by field. A form sent twice makes one run. */
export function readCreateRun(
  form: SubmittedForm,
): { readonly input: CreateBillRun } | { readonly errors: FormErrors } {
  const draft = readRunDraft(form.values);
  const errors = errorsIn(draft);
  if (Object.keys(errors).length > 0) return { errors };
  return {
    input: {
      name: draft.name.trim() || null,
      targetOn: draft.targetOn,
      invoiceOn: draft.invoiceOn,
      select: selectionOfDraft(draft),
      options: optionsOfDraft(draft),
      kind: draft.kind === "catch-up" ? "catch-up" : "ad-hoc",
      channel: readCreateRunMetadata(form.metadata).channel || null,
      requestKey: `form:${form.viewId}`,
      preview: true,
    },
  };
}

function errorsIn(draft: RunDraft): FormErrors {
  const { targetOn, invoiceOn, accounts, minimumInvoice } = createRunFields;
  const errors: Record<string, string> = {};
  if (!parseLocalDate(draft.targetOn)) errors[targetOn] = "Choose a day.";
  if (!parseLocalDate(draft.invoiceOn)) errors[invoiceOn] = "Choose a day.";
  const wrong = splitKeys(draft.accounts).find((key) => !accountKey.test(key));
  if (wrong) errors[accounts] = `"${wrong.slice(0, 40)}" is no key. Write keys as acme, globex.`;
  const minimum = minimumOfDraft(draft);
  if (isRefusal(minimum)) errors[minimumInvoice] = sentenceOf(minimum);
  return errors;
}

function sentenceOf({ message, remedy }: Refusal): string {
  return [message, remedy].filter((part) => part !== null).join(" ");
}

/** What the form carried; a form without a place has its card nowhere. */
export function readCreateRunMetadata(text: string): CreateRunMetadata {
  try {
    return metadataSchema.parse(JSON.parse(text));
  } catch {
    return { channel: "", more: false };
  }
}

/** Which field a refusal of the books is about; null where it is about none of them. */
function refusedField(refusal: Refusal): string | null {
  const { message } = refusal;
  if (refusal.refusal === "days_far_apart") return createRunFields.targetOn;
  if (refusal.refusal !== "selection_unknown") return null;
  const named = [
    ["no account", createRunFields.accounts],
    ["no segment", createRunFields.segments],
    ["no tag", createRunFields.tags],
    ["no currency", createRunFields.currencies],
    ["no plan", createRunFields.plans],
  ] as const;
  return named.find(([words]) => message.includes(words))?.[1] ?? null;
}
