import type { InputBlock, ModalView } from "@slack/web-api";
import { formatMinor } from "../../billing/money/format-amount.ts";
import type { SettingsView } from "../../operations/settings/show-settings.ts";
import { context, cut, section } from "../blocks.ts";

/** The name under which the form's submission arrives. */
export const settingsCallback = "change_settings";

/** Block ids of the fields; each element is called `value`. */
export const settingsFields = {
  sellerName: "sellerName",
  catchUpPeriods: "catchUpPeriods",
  changePercent: "changePercent",
  usagePercent: "usagePercent",
  largeMinor: "largeMinor",
} as const;

/** The settings that can be changed without rewriting history. */
export function settingsView(view: SettingsView, channel: string | null): ModalView {
  const { billing, findings, isImported } = view;
  const { currency } = billing;
  const plain = (text: string) => ({ type: "plain_text" as const, text, emoji: false });
  const fields: InputBlock[] = [
    field("sellerName", "Seller", view.sellerName, "Its name on documents from now on."),
    field("changePercent", "A bill so many % off its last one", `${findings.changePercent}`),
    field("usagePercent", "Usage so many % off its last period", `${findings.usagePercent}`),
    field(
      "largeMinor",
      `A bill above so many ${currency}`,
      formatMinor(findings.largeMinor, currency),
      "In other currencies: as many of their smallest units.",
    ),
  ];
  const periods = field(
    "catchUpPeriods",
    "Missed periods that a run bills at most",
    billing.catchUpPeriods === undefined ? "" : `${billing.catchUpPeriods}`,
    "More park the account. Empty: no limit. The next billing file sets it anew.",
  );
  return {
    type: "modal",
    callback_id: settingsCallback,
    title: plain("Settings"),
    submit: plain("Save"),
    close: plain("Cancel"),
    private_metadata: JSON.stringify({ channel }),
    blocks: [
      ...fields.slice(0, 1),
      section("*What a preview wants somebody to look at*"),
      ...fields.slice(1),
      ...(isImported ? [{ ...periods, optional: true }] : []),
      context(
        "What is posted stays as it is. All else comes with the billing file: billrun import.",
      ),
    ],
  };
}

function field(
  name: keyof typeof settingsFields,
  label: string,
  value: string,
  hint?: string,
): InputBlock {
  const plain = (text: string) => ({ type: "plain_text" as const, text, emoji: false });
  return {
    type: "input",
    block_id: settingsFields[name],
    label: plain(label),
    ...(hint === undefined ? {} : { hint: plain(hint) }),
    element: {
      type: "plain_text_input",
      action_id: "value",
      max_length: 120,
      ...(value === "" ? {} : { initial_value: cut(value, 120) }),
    },
  };
}
