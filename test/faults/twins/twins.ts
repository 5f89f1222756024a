import { approvalTwins, partsOfApprovals } from "./approvals.ts";
import { auditTwins } from "./audit.ts";
import { billRunTwins } from "./bill-runs.ts";
import { freezeTwins } from "./freeze.ts";
import { installTwins } from "./installs.ts";
import { invoiceTwins } from "./invoices.ts";
import { memberTwins } from "./members.ts";
import { notificationTwins } from "./notifications.ts";
import { reportTwins } from "./reports.ts";
import { runAccountTwins } from "./run-accounts.ts";
import { partsOfSchedules, scheduleTwins } from "./schedules.ts";
import { settingsTwins } from "./settings.ts";
import type { Twin } from "./twin.ts";

/** What operations are made of: tried with the operations that use it. */
export const partsOfOperations = [
  ...partsOfApprovals,
  ...partsOfSchedules,
  "audit/audit-books",
  "audit/read-question",
  "bill-runs/read-explain-words",
  "doctor/check-database",
  "doctor/check-people",
  "doctor/check-schedules",
  "doctor/check-work",
  "doctor/doctor-books",
  "freeze/freeze-books",
  "freeze/refuse-frozen",
  "freeze/tell-of-freeze",
  "members/change-team",
  "members/members-books",
  "members/role-rules",
  "settings/settings-books",
  "approvals/require-permission",
  "bill-runs/account-explanation",
  "bill-runs/bill-run-view",
  "bill-runs/check-selection",
  "bill-runs/find-run",
  "bill-runs/finish-phase",
  "bill-runs/hold-payer",
  "bill-runs/milestone",
  "bill-runs/move-by-hand",
  "bill-runs/name-of-run",
  "bill-runs/parse-run-filters",
  "bill-runs/charge-names",
  "bill-runs/parse-run-options",
  "bill-runs/run-accounts-books",
  "customers/check-billed-prices",
  "customers/check-references",
  "bill-runs/reversal-subject",
  "bill-runs/reversible-run",
  "customers/check-invoiced-quotes",
  "invoices/credit-subject",
  "invoices/creditable-invoice",
  "invoices/day-schema",
  "invoices/draft",
  "invoices/drafts-books",
  "invoices/find-document",
  "invoices/quote-draft",
  "invoices/quote-subject",
  "invoices/reversal-text",
  "invoices/tell-of-draft",
  "invoices/waiting-draft",
  "installs/installs-books",
  "invoices/refuse-far-day",
  "installs/slack-installation",
  "reports/as-of-day",
  "reports/reports-books",
  "notifications/card",
  "notifications/file-content",
  "notifications/give-up",
  "notifications/load-card",
  "notifications/notifications-books",
  "notifications/daily-news",
  "notifications/held-until",
  "notifications/make-news",
  "notifications/news",
  "notifications/notice-events",
  "notifications/parse-notify",
  "notifications/roll-up",
  "notifications/subscription",
  "notifications/subscription-text",
  "notifications/tell-by-card",
  "notifications/outbox-message",
  "notifications/overdue-facts",
  "notifications/undelivered-text",
  "notifications/view-message",
];

/** Every operation by its file: a file here for each folder of the desk. */
export const twins: Readonly<Record<string, Twin>> = {
  ...billRunTwins,
  ...approvalTwins,
  ...notificationTwins,
  ...memberTwins,
  ...installTwins,
  ...invoiceTwins,
  ...reportTwins,
  ...settingsTwins,
  ...scheduleTwins,
  ...auditTwins,
  ...freezeTwins,
  ...runAccountTwins,
};
