import type { News, RunFacts } from "../../src/operations/notifications/news.ts";
import { sumOverdue } from "../../src/operations/notifications/overdue-facts.ts";
import type { Subscription } from "../../src/operations/notifications/subscription.ts";
import { now } from "./sample-views.ts";

const at = now.toISOString();

/** A run that ended with two exceptions. */
export const sampleRun: RunFacts = {
  ...{ number: 12, name: "December subscriptions", invoices: 1_290, creditMemos: 3 },
  amounts: [
    { currency: "USD", minor: "31698575" },
    { currency: "EUR", minor: "4120000" },
  ],
  ...{ eligible: 1_312, parked: 1, held: 1, isAccountedFor: true },
  exceptions: [
    { name: "Acme", reason: "changed after approval: quantity 5 → 7, +40.00" },
    { name: "Nordwind", reason: "no price in SEK" },
  ],
};

const whole: RunFacts = { ...sampleRun, parked: 0, held: 0, exceptions: [] };
const of = { at, run: whole, by: null, comment: null };

/** News of every event. */
export const sampleNews: readonly News[] = [
  { ...of, event: "run-needs-approval" },
  { ...of, event: "run-approved", by: "Lee Novak" },
  { ...of, event: "run-rejected", by: "Lee Novak", comment: "Globex looks doubled" },
  { ...of, event: "run-launched", by: "Dana Ruiz" },
  { ...of, event: "run-ended" },
  { ...of, event: "run-exceptions", run: sampleRun },
  { ...of, event: "run-reversed" },
  {
    ...{ event: "approval-needed", at, label: "Quote Q-88 for Globex" },
    amounts: [{ currency: "EUR", minor: "4800000" }],
  },
  {
    ...{ event: "schedule-rang", at },
    note: {
      text: "BR-13 was made by the schedule monthly, due on 1 Jan 2027 09:00.",
      lines: ["It rang late: the service was off when it was due."],
    },
  },
  {
    ...{ event: "schedule-failed", at },
    note: {
      text: "The schedule monthly made no run on 1 Jan 2027 09:00. There is no segment smb.",
      lines: ["Change it with /billrun schedule edit monthly."],
    },
  },
  {
    ...{ event: "billing-frozen", at },
    note: {
      text: "Lee Novak froze all billing (wrong VAT rate).",
      lines: ["Nothing is launched, approved or posted; previews go on."],
    },
  },
  {
    ...{ event: "overdue-invoices", at, asOfOn: "2027-01-31" },
    ...sumOverdue([
      {
        ...{ number: "INV-2026-000101", account: "acme", name: "Acme", segment: "enterprise" },
        ...{ currency: "USD", openMinor: "42000", dueOn: "2027-01-30", days: 1 },
      },
      {
        ...{ number: "INV-2026-000117", account: "tanaka", name: "Tanaka KK", segment: null },
        ...{ currency: "JPY", openMinor: "98000", dueOn: "2027-01-28", days: 3 },
      },
    ]),
  },
  { event: "audit-head", at, on: "2027-01-31", seq: 4_711, hash: "9c21".repeat(16) },
  {
    ...{ event: "doctor-findings", at, on: "2027-01-31", more: 2 },
    findings: ["Workers: No worker is running, so runs and messages wait.", "Messages: late."],
  },
];

/** A channel that narrowed and delayed what it hears. */
export const sampleSubscription: Subscription = {
  ...{ channel: "C0BILLING", events: ["run-ended", "run-exceptions", "overdue-invoices"] },
  ...{ segments: ["enterprise", "mid-market"], currencies: ["USD"], minimum: "1000" },
  ...{ digest: "daily", digestHour: 9, quiet: { from: 18, to: 8 }, timeZone: "Europe/Berlin" },
};
