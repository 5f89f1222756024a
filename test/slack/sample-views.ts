import type { BillRunState } from "../../src/billing/bill-run/lifecycle.ts";
import { localDate } from "../../src/billing/calendar/local-date.ts";
import type { BillRunView, PersonView } from "../../src/operations/bill-runs/bill-run-view.ts";
import type { RunAccountRow } from "../../src/operations/bill-runs/run-accounts-books.ts";

/** The instant at which sample cards are drawn. */
export const now = new Date("2026-12-31T14:10:00Z");

/** The content of the sample run. */
export const digest = `sha256:4f3a9c21${"0".repeat(56)}`;

export const dana: PersonView = { memberId: "m-dana", name: "Dana Ruiz", slackId: "U0DANA" };
export const lee: PersonView = { memberId: "m-lee", name: "Lee Novak", slackId: "U0LEE" };
export const sam: PersonView = { memberId: "m-sam", name: "Sam Okoro", slackId: "U0SAM" };
/** A member without a Slack id. */
export const kim: PersonView = { memberId: "m-kim", name: "Kim *bold* <K>", slackId: null };

type Approval = NonNullable<BillRunView["approval"]>;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Patch = Partial<Omit<BillRunView, "run">> & { readonly run?: Partial<BillRunView["run"]> };

const totals: BillRunView["totals"] = [
  {
    currency: "USD",
    invoices: 1_204,
    creditMemos: 3,
    invoicedMinor: 31_698_575n,
    creditedMinor: 112_000n,
  },
  {
    currency: "EUR",
    invoices: 86,
    creditMemos: 0,
    invoicedMinor: 4_120_000n,
    creditedMinor: 0n,
  },
];

/** What a request about a run says of it. */
export function aboutRun(run: { readonly id: string; readonly number: number; createdBy: string }) {
  const subject = `BR-${run.number}`;
  return {
    kind: "run" as const,
    ...{ subject, runId: run.id, excluded: [run.createdBy] },
    content: { label: subject, amounts: [], lines: [] },
    ...{ proposal: null, channel: "C0BILLING", typed: null, policyVersion: null },
    ...{ closedAt: null, closedBecause: null },
  };
}

/** A request for approval with one vote of two, as far as `state` goes. */
export function sampleApproval(state: Approval["state"], patch: Partial<Approval> = {}): Approval {
  const votes: Approval["votes"] = [
    {
      memberId: lee.memberId,
      memberName: lee.name,
      roles: ["approver"],
      decision: state === "rejected" ? "reject" : "approve",
      comment: state === "rejected" ? "Acme's quantity is wrong" : null,
      votedAt: "2026-12-31T14:05:00.000Z",
    },
  ];
  return {
    ...aboutRun({ id: "run-12", number: 12, createdBy: dana.memberId }),
    id: "approval-1",
    digest,
    requestedBy: dana.memberId,
    requestedAt: "2026-12-31T14:03:00.000Z",
    expiresAt: "2027-01-03T14:03:00.000Z",
    state,
    required: { aboveMinor: 0n, votes: 2, including: [{ role: "controller", votes: 1 }] },
    votes,
    tally: {
      outcome: state === "rejected" ? "rejected" : state === "approved" ? "approved" : "open",
      approvals: state === "rejected" ? 0 : 1,
      stillNeeded: 1,
    },
    ...patch,
  };
}

const approvalByState: Partial<Record<BillRunState, Approval>> = {
  "awaiting-approval": sampleApproval("open"),
  approved: sampleApproval("approved"),
  running: sampleApproval("approved"),
  paused: sampleApproval("approved"),
  completed: sampleApproval("approved"),
  "completed-with-exceptions": sampleApproval("approved"),
};

/** BR-12, December subscriptions, as it looks in a state of its life. */
export function sampleView(state: BillRunState, patch: Patch = {}): BillRunView {
  const isBefore = state === "draft" || state === "previewing";
  const isEnded = state === "completed" || state === "completed-with-exceptions";
  const hasLaunched = isEnded || state === "running" || state === "paused" || state === "reversed";
  const view: Mutable<BillRunView> = {
    run: {
      id: "run-12",
      number: 12,
      name: "December subscriptions",
      kind: "ad-hoc",
      state,
      terms: {
        targetOn: localDate("2026-12-31"),
        invoiceOn: localDate("2027-01-01"),
        asOf: localDate("2027-01-01"),
        select: { segments: ["enterprise", "mid-market"] },
      },
      retryOf: null,
      createdBy: dana.memberId,
      lastEditedBy: dana.memberId,
      launchedBy: hasLaunched ? lee.memberId : null,
      createdAt: "2026-12-31T14:00:00.000Z",
      previewedAt: isBefore ? null : "2026-12-31T14:02:00.000Z",
      launchedAt: hasLaunched ? "2026-12-31T14:09:00.000Z" : null,
      endedAt: isEnded ? "2026-12-31T14:12:00.000Z" : null,
      digest: isBefore ? null : digest,
      phaseBeganAt: hasLaunched ? "2026-12-31T14:09:00.000Z" : "2026-12-31T14:01:00.000Z",
      pauseReason: null,
      ...patch.run,
    },
    counts: countsOf(state),
    totals: isBefore ? [] : totals,
    compared: { number: 11, totals: comparedTotals },
    progress: { since: "2026-12-31T14:09:00.000Z", done: countsOf(state).done, counted: 0 },
    findings: {
      ...{ "first-bill": 12, "amount-changed": 4, zero: 0, "unusually-large": 1 },
      ...{ "usage-changed": 0, "missing-usage": 0 },
    },
    findingRules: { changePercent: 50n, usagePercent: 50n },
    topFindings: [
      {
        payer: "acme",
        name: "Acme <!here>",
        kind: "unusually-large",
        currency: "USD",
        totalMinor: 1_250_000n,
        previousMinor: 1_180_000n,
        text: "unusually large",
      },
    ],
    exceptions: state === "completed-with-exceptions" ? exceptions : [],
    approval: approvalByState[state] ?? null,
    maker: dana,
    mayApprove: [lee, sam, kim],
    people: [dana, lee, sam],
    numbers: isEnded ? numbers : { invoices: null, creditMemos: null },
    retriedBy: null,
    frozen: null,
  };
  const { run: _run, ...rest } = patch;
  return { ...view, ...rest };
}

const comparedTotals: BillRunView["totals"] = [
  {
    currency: "USD",
    invoices: 1_180,
    creditMemos: 0,
    invoicedMinor: 31_046_596n,
    creditedMinor: 0n,
  },
  { currency: "EUR", invoices: 88, creditMemos: 0, invoicedMinor: 4_136_546n, creditedMinor: 0n },
];

const exceptions: BillRunView["exceptions"] = [
  {
    account: "nordwind",
    name: "Nordwind",
    result: "parked",
    reason: "no price in SEK",
  },
  {
    account: "globex",
    name: "Globex <!channel>",
    result: "held",
    reason: "quantity 5 → 7, +40.00",
  },
];

const numbers: BillRunView["numbers"] = {
  invoices: { first: "INV-2027-000101", last: "INV-2027-001390" },
  creditMemos: { first: "CM-2027-000001", last: "CM-2027-000003" },
};

function countsOf(state: BillRunState): BillRunView["counts"] {
  const none = { billed: 0, "nothing-due": 0, excluded: 0, parked: 0, held: 0 };
  if (state === "draft") return { eligible: 0, done: 0, ...none };
  if (state === "previewing" || state === "running" || state === "paused") {
    return { eligible: 1_312, done: 804, ...none, billed: 792, "nothing-due": 12 };
  }
  if (state === "completed-with-exceptions") {
    return {
      eligible: 1_312,
      done: 1_312,
      billed: 1_290,
      "nothing-due": 14,
      excluded: 6,
      parked: 1,
      held: 1,
    };
  }
  return {
    eligible: 1_312,
    done: 1_312,
    billed: 1_290,
    "nothing-due": 14,
    excluded: 8,
    parked: 0,
    held: 0,
  };
}

/** Accounts of the sample run, one of a kind. */
export const sampleRows: readonly RunAccountRow[] = [
  sampleRow("acme", {
    name: "Acme <!here>",
    invoicedMinor: 1_250_000n,
    previousMinor: 1_180_000n,
    findings: ["amount-changed", "unusually-large"],
  }),
  sampleRow("globex", { name: "Globex", invoicedMinor: 990_000n, findings: ["first-bill"] }),
  sampleRow("globex-eu", { name: "Globex Europe", payer: "globex" }),
  sampleRow("hooli", { name: "Hooli", creditedMinor: 4_000n, documents: ["CM-2027-000001"] }),
  sampleRow("nordwind", {
    ...{ name: "Nordwind", currency: "SEK", result: "parked", reasonCode: "price_missing" },
    reason: "charge seats has no price in SEK",
  }),
];

/** A billed account, as far as nothing else is said. */
export function sampleRow(account: string, patch: Partial<RunAccountRow> = {}): RunAccountRow {
  return {
    ...{ account, name: account, segment: "enterprise", payer: account, result: "billed" },
    ...{ reasonCode: null, reason: null, currency: "USD", invoicedMinor: 0n, creditedMinor: 0n },
    ...{ previousMinor: null, findings: [], documents: [], digest },
    ...patch,
  };
}
