import { auditTwins } from "./audit.ts";
import { billRunTwins } from "./bill-runs.ts";
import { freezeTwins } from "./freeze.ts";
import { installTwins } from "./installs.ts";
import { memberTwins } from "./members.ts";
import { notificationTwins } from "./notifications.ts";
import { reportTwins } from "./reports.ts";
import type { Twin } from "./twin.ts";

/** What operations are made of: tried with the operations that use it. */
export const partsOfOperations = [
  "audit/audit-books",
  "audit/read-question",
  "doctor/check-database",
  "doctor/check-people",
  "doctor/check-schedules",
  "doctor/check-work",
  "doctor/doctor-books",
  "freeze/freeze-books",
  "freeze/refuse-frozen",
  "members/members-books",
  "members/role-rules",
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
  "customers/check-billed-prices",
  "customers/check-references",
  "installs/installs-books",
  "installs/slack-installation",
  "reports/as-of-day",
  "reports/reports-books",
  "notifications/card",
  "notifications/file-content",
  "notifications/give-up",
  "notifications/load-card",
  "notifications/notifications-books",
  "notifications/outbox-message",
  "notifications/view-message",
];

/** Every operation by its file: a file here for each folder of the desk. */
export const twins: Readonly<Record<string, Twin>> = {
  ...billRunTwins,
  ...notificationTwins,
  ...memberTwins,
  ...installTwins,
  ...reportTwins,
  ...auditTwins,
  ...freezeTwins,
};
