import { z } from "zod";
import type { Selection } from "../../../billing/bill-run/proposal.ts";
import { parseLocalDate } from "../../../billing/calendar/local-date.ts";
import {
  type CreateBillRun,
  createBillRun,
} from "../../../operations/bill-runs/create-bill-run.ts";
import { isRefusal, type Refusal } from "../../../operations/refusal.ts";
import { createRunCallback, createRunFields } from "../../modals/create-run-view.ts";
import { newRunNotice } from "../new-run-notice.ts";
import { type FormErrors, readField } from "./form-values.ts";
import type { RunForm, SubmittedForm } from "./run-form.ts";

const metadata = z.strictObject({ channel: z.string().regex(/^([CDGUW][A-Z0-9]{1,30})?$/) });

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
  channelOf: (form) => channelIn(form.metadata),
  fieldOf: refusedField,
};

/** What the form asks for, or what is wrong by field. A form sent twice makes one run. */
export function readCreateRun(
  form: SubmittedForm,
): { readonly input: CreateBillRun } | { readonly errors: FormErrors } {
  const { targetOn, invoiceOn, name } = createRunFields;
  const errors: Record<string, string> = {};
  const target = readField(form.values, targetOn).text;
  const invoice = readField(form.values, invoiceOn).text;
  if (!parseLocalDate(target)) errors[targetOn] = "Choose a day.";
  if (!parseLocalDate(invoice)) errors[invoiceOn] = "Choose a day.";
  const accounts = splitKeys(readField(form.values, createRunFields.accounts).text);
  const wrong = accounts.find((key) => !accountKey.test(key));
  if (wrong) errors[createRunFields.accounts] = `"${wrong.slice(0, 40)}" is no account key.`;
  if (Object.keys(errors).length > 0) return { errors };
  return {
    input: {
      name: readField(form.values, name).text.trim() || null,
      targetOn: target,
      invoiceOn: invoice,
      select: selectionIn(form, accounts),
      channel: channelIn(form.metadata),
      requestKey: `form:${form.viewId}`,
      preview: true,
    },
  };
}

function selectionIn(form: SubmittedForm, accounts: readonly string[]): Selection {
  const chosen = (field: string) => readField(form.values, field).chosen;
  const { segments, tags, currencies, plans } = createRunFields;
  const lists = {
    segments: chosen(segments),
    tags: chosen(tags),
    currencies: chosen(currencies),
    plans: chosen(plans),
    accounts,
  };
  return Object.fromEntries(Object.entries(lists).filter(([, values]) => values.length > 0));
}

function splitKeys(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((part) => part !== ""))];
}

function channelIn(text: string): string | null {
  try {
    return metadata.parse(JSON.parse(text)).channel || null;
  } catch {
    return null;
  }
}

/** Which field a refusal of the books is about; null where it is about none of them. */
function refusedField(refusal: Refusal): string | null {
  const { message } = refusal;
  if (refusal.refusal === "days_far_apart") return createRunFields.targetOn;
  if (refusal.refusal !== "selection_unknown") return null;
  if (message.includes("no account")) return createRunFields.accounts;
  if (message.includes("no segment")) return createRunFields.segments;
  return null;
}
