import { allRoles, type Member, type Role } from "../../billing/approvals/member.ts";

/** How long something may wait: for the morning, for a digest, or not at all. */
export type Urgency = "now" | "soon" | "later";

/** About bill runs, about other things that happen, and what is looked at once a day. */
export type EventGroup = "runs" | "more" | "daily";

/** What a channel can hear of, and who may say that it does. */
type EventOfChannels = {
  /** A sentence for lists and forms. */
  readonly says: string;
  /** What stands together in lists and forms. */
  readonly group: EventGroup;
  /** "now" breaks into quiet hours, "soon" waits for their end, "later" for a digest, too. */
  readonly urgency: Urgency;
  /** Whether the channel sees it outside of the thread: what needs somebody, and what ends. */
  readonly broadcast: boolean;
  readonly setBy: readonly Role[];
};

const team: readonly Role[] = ["preparer", "approver", "controller", "admin"];
const watch: readonly Role[] = ["controller", "admin"];

/** Everything that channels can hear of. An event more is a line here and its news. */
export const noticeEvents = {
  "run-needs-approval": {
    ...{
      group: "runs",
      says: "A bill run waits for approval: its card, with the buttons.",
      urgency: "soon",
    },
    ...{ broadcast: true, setBy: team },
  },
  "run-approved": {
    ...{ group: "runs", says: "A bill run has all the approvals that it needs.", urgency: "later" },
    ...{ broadcast: false, setBy: team },
  },
  "run-rejected": {
    ...{ group: "runs", says: "Somebody rejected a bill run, and why.", urgency: "soon" },
    ...{ broadcast: true, setBy: team },
  },
  "run-launched": {
    ...{ group: "runs", says: "A bill run was launched.", urgency: "later" },
    ...{ broadcast: false, setBy: team },
  },
  "run-ended": {
    ...{
      group: "runs",
      says: "A bill run is done: amounts, invoices, exceptions.",
      urgency: "later",
    },
    ...{ broadcast: true, setBy: team },
  },
  "run-exceptions": {
    ...{ group: "runs", says: "A launch left accounts parked or held.", urgency: "now" },
    ...{ broadcast: true, setBy: team },
  },
  "run-reversed": {
    ...{ group: "runs", says: "A bill run was reversed: credit memos took back what it billed." },
    ...{ urgency: "later", broadcast: true, setBy: team },
  },
  "approval-needed": {
    ...{
      group: "more",
      says: "A quote invoice, credit or reversal waits: its card, with buttons.",
    },
    ...{ urgency: "soon", broadcast: true, setBy: team },
  },
  "schedule-rang": {
    ...{ group: "more", says: "A schedule made a bill run, in time or late." },
    ...{ urgency: "later", broadcast: false, setBy: team },
  },
  "schedule-failed": {
    ...{ group: "more", says: "A schedule could make no bill run, and why." },
    ...{ urgency: "soon", broadcast: true, setBy: team },
  },
  "billing-frozen": {
    ...{
      group: "more",
      says: "Somebody froze all billing, asked to lift that, or lifted it.",
      urgency: "now",
    },
    ...{ broadcast: true, setBy: team },
  },
  "overdue-invoices": {
    ...{ group: "daily", says: "Each morning: invoices that became overdue.", urgency: "later" },
    ...{ broadcast: false, setBy: team },
  },
  "audit-head": {
    ...{
      group: "daily",
      says: "Each day: the last row of the audit trail and its hash.",
      urgency: "later",
    },
    ...{ broadcast: false, setBy: watch },
  },
  "doctor-findings": {
    ...{
      group: "daily",
      says: "Each day, if something is wrong: what doctor found.",
      urgency: "soon",
    },
    ...{ broadcast: false, setBy: watch },
  },
} as const satisfies Readonly<Record<string, EventOfChannels>>;

/** The name of something that channels hear of. */
export type NoticeEvent = keyof typeof noticeEvents;

/** All of them, in the order of the table. */
export const allNoticeEvents = Object.keys(noticeEvents) as readonly NoticeEvent[];

/** Those of a group, in the order of the table. */
export function eventsOf(group: EventGroup): readonly NoticeEvent[] {
  return allNoticeEvents.filter((event) => noticeEvents[event].group === group);
}

/** What a channel hears of where only its name was given: what needs somebody, and what ends. */
export const usualEvents: readonly NoticeEvent[] = [
  "run-needs-approval",
  "run-rejected",
  "run-ended",
  "run-exceptions",
  "approval-needed",
  "schedule-failed",
  "billing-frozen",
];

/** Whether a word names an event. */
export function isNoticeEvent(word: string): word is NoticeEvent {
  return Object.hasOwn(noticeEvents, word);
}

/** Whether one of the member's roles may have channels hear of an event, or not. */
export function mayHaveTold(member: Member, event: NoticeEvent): boolean {
  const setBy: readonly Role[] = noticeEvents[event].setBy;
  return member.roles.some((role) => setBy.includes(role));
}

/** The roles that may, from the one that may least. */
export function rolesThatMayHaveTold(event: NoticeEvent): readonly Role[] {
  const setBy: readonly Role[] = noticeEvents[event].setBy;
  return allRoles.filter((role) => setBy.includes(role));
}
