import type { Button } from "@slack/web-api";
import type { BillingSettings } from "../../billing/catalog/catalog.ts";
import { formatMinor } from "../../billing/money/format-amount.ts";
import { groupDigits } from "../../billing/money/group-digits.ts";
import { type ChangedSetting, settingNames } from "../../operations/settings/change-settings.ts";
import type { SettingsPatch } from "../../operations/settings/settings-books.ts";
import type { SettingsView } from "../../operations/settings/show-settings.ts";
import { buttons, context, paragraphs, type SlackMessage, section } from "../blocks.ts";
import { homeActionIds } from "../home-buttons.ts";
import { safeName, safeSentence } from "../text/safe-text.ts";

const changeButton: Button = {
  type: "button",
  action_id: homeActionIds.settings,
  text: { type: "plain_text", text: "Change settings…", emoji: false },
  value: "settings",
};

const prorations: Readonly<Record<BillingSettings["proration"], string>> = {
  actual: "by the days of its period",
  "actual/360": "by its days, a month having 30",
  "30/360": "in months of 30 days",
  none: "not at all: a part costs the whole price",
};

/** How the company bills, what each setting means, and who changes it. */
export function settingsMessage(view: SettingsView): SlackMessage {
  const { approvals, mayChange, isImported } = view;
  const head = `How ${safeName(view.sellerName)} bills, and who changes it.`;
  const source = isImported
    ? "from the billing file; the next import sets them anew"
    : "billrun's own, until a billing file is imported";
  return {
    text: head,
    blocks: [
      section(`*${head}*`),
      ...paragraphs([`*Billing* (${source})`, ...billingLines(view.billing)]),
      ...paragraphs(["*Changed here*, by controllers and admins", ...changeableLines(view)]),
      ...paragraphs([
        "*Approvals* (`/billrun settings approvals`; a change takes an approval of its own)",
        ...approvals.slice(0, 12).map((sentence) => `• ${safeSentence(sentence)}`),
      ]),
      ...(mayChange ? buttons([changeButton]) : []),
      context(
        "Elsewhere: `/billrun notify` for what a channel is told, `/billrun schedule` for runs " +
          "by timetable, `/billrun roles` for people",
      ),
    ],
  };
}

function billingLines(billing: BillingSettings): readonly string[] {
  const { currency, timeZone, proration, seller, minimumInvoice } = billing;
  const minimums = Object.entries(minimumInvoice ?? {}).map(
    ([code, amount]) => `${amount} ${safeName(code)}`,
  );
  const cancelDay = billing.cancelDayBilled ? "is billed" : "is not billed";
  const rounding = billing.taxRounding === "document" ? "once a document" : "on each line";
  const negative =
    billing.negativeCharges === "net"
      ? "reduce the invoice; one document an account"
      : "go to a credit memo of their own";
  const zero = billing.zeroInvoices === "skip" ? "are not issued" : "are issued";
  return [
    `• Currency: ${safeName(currency)}, of prices and accounts that name none`,
    `• Time zone: ${safeName(timeZone)}, of accounts that name none`,
    `• Part of a period: ${prorations[proration]}; the day of a cancellation ${cancelDay}`,
    `• Tax: rounded ${rounding}${seller ? `; seller in ${safeName(seller.country)}` : ""}`,
    `• Negative charges: ${negative}; invoices over nothing ${zero}`,
    `• Smallest invoice: ${minimums.join(", ") || "none"}; below it an invoice waits`,
  ];
}

/** A limit in minor units as money of the settings' currency, and what it is in others. */
function largeText({ findings, billing }: SettingsView): string {
  const amount = groupDigits(formatMinor(findings.largeMinor, billing.currency));
  const units = groupDigits(String(findings.largeMinor));
  return `${amount} ${billing.currency}, or ${units} of another currency's smallest units`;
}

function changeableLines(view: SettingsView): readonly string[] {
  const { sellerName, billing, findings } = view;
  const periods = billing.catchUpPeriods;
  const limit =
    periods === undefined ? "no limit" : `${periods}; an account with more is parked and told`;
  return [
    `• Seller: ${safeName(sellerName)}, on documents from now on`,
    `• Missed periods that a run bills at most: ${limit}`,
    `• A preview tells of bills more than ${findings.changePercent} % off the last one`,
    `• and of usage more than ${findings.usagePercent} % off the period before`,
    `• and of bills above ${largeText(view)}`,
  ];
}

/** What changed, for the one who changed it. */
export function changedSettingsText(changed: readonly ChangedSetting[]): string {
  if (changed.length === 0) return "Nothing changed: the settings were like that already.";
  const lines = changed.map(({ name, before, after }) => {
    const title = settingNames[name as keyof SettingsPatch];
    return `${title}: ${safeSentence(before)} → ${safeSentence(after)}`;
  });
  return `Changed ${lines.join("; ")}. It holds from the next preview on.`;
}
