import { z } from "zod";
import { parseAmount } from "../../../billing/money/format-amount.ts";
import { isRefusal, refuse } from "../../../operations/refusal.ts";
import { changeSettings } from "../../../operations/settings/change-settings.ts";
import type { SettingsPatch } from "../../../operations/settings/settings-books.ts";
import { noticeMessage } from "../../messages/notice-message.ts";
import { changedSettingsText } from "../../messages/settings-message.ts";
import { settingsCallback, settingsFields } from "../../modals/settings-view.ts";
import { type FormErrors, readField } from "./form-values.ts";
import type { RunForm, SubmittedForm } from "./run-form.ts";

const metadata = z.strictObject({ channel: z.string().max(40).nullable() });

/** "10,000.00" and "10000"; how many decimals there may be depends on the currency. */
const amountPattern = /^(?:\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.\d{1,4})?$/;

export const changeSettingsForm: RunForm = {
  callback: settingsCallback,
  title: "Settings",
  act: () => ({ action: "slack.settings", subject: "settings" }),
  check: (form) => {
    const read = readSettings(form);
    return "errors" in read ? read.errors : null;
  },
  submit: async ({ world, actor, form }) => {
    const read = readSettings(form);
    if ("errors" in read) throw new Error("a form was submitted unchecked");
    const { currency } = (await world.books.companySettings()).billing;
    const largeMinor = parseAmount(read.largeAmount, currency);
    if (largeMinor === null) {
      const message = `${read.largeAmount} is finer than ${currency} is.`;
      return refuse("setting_invalid", message, "Write fewer decimals.");
    }
    const changed = await changeSettings(world, actor, { ...read.patch, largeMinor });
    return isRefusal(changed) ? changed : noticeMessage(changedSettingsText(changed));
  },
  channelOf: (form) => carriedBy(form)?.channel ?? null,
  fieldOf: ({ refusal }) => (refusal === "setting_invalid" ? settingsFields.largeMinor : null),
};

/** What the form asks for, or what is wrong by field. */
export function readSettings(
  form: SubmittedForm,
):
  | { readonly patch: SettingsPatch; readonly largeAmount: string }
  | { readonly errors: FormErrors } {
  const errors: Record<string, string> = {};
  const textOf = (field: string) => readField(form.values, field).text.trim();
  const percent = (field: "changePercent" | "usagePercent"): number => {
    const value = wholeNumber(textOf(settingsFields[field]));
    if (value === null || value < 1 || value > 1_000) {
      errors[settingsFields[field]] = "Write a whole number from 1 to 1,000.";
    }
    return value ?? 0;
  };
  const sellerName = textOf(settingsFields.sellerName);
  if (sellerName === "") errors[settingsFields.sellerName] = "Write the seller's name.";
  const [changePercent, usagePercent] = [percent("changePercent"), percent("usagePercent")];
  const largeAmount = textOf(settingsFields.largeMinor);
  if (!amountPattern.test(largeAmount) || !/[1-9]/.test(largeAmount)) {
    errors[settingsFields.largeMinor] = "Write an amount as 10,000.00.";
  }
  const periods = periodsIn(form);
  if (periods === "wrong") {
    errors[settingsFields.catchUpPeriods] = "Write a whole number from 1 to 120, or nothing.";
  }
  if (Object.keys(errors).length > 0 || periods === "wrong") return { errors };
  const catchUp = periods === undefined ? {} : { catchUpPeriods: periods };
  return {
    patch: { sellerName, changePercent, usagePercent, ...catchUp },
    largeAmount: largeAmount.replaceAll(",", ""),
  };
}

/** Undefined where the form has no such field. */
function periodsIn(form: SubmittedForm): number | null | undefined | "wrong" {
  if (!Object.hasOwn(form.values, settingsFields.catchUpPeriods)) return undefined;
  const text = readField(form.values, settingsFields.catchUpPeriods).text.trim();
  if (text === "") return null;
  const value = wholeNumber(text);
  return value === null || value < 1 || value > 120 ? "wrong" : value;
}

function wholeNumber(text: string): number | null {
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}

function carriedBy(form: SubmittedForm): z.infer<typeof metadata> | null {
  try {
    return metadata.parse(JSON.parse(form.metadata));
  } catch {
    return null;
  }
}
