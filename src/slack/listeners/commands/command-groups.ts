import type { Permission } from "../../../billing/approvals/member.ts";

/** What help groups commands by, in its order. */
export const commandGroups = {
  runs: "Bill runs",
  approvals: "Approvals",
  schedules: "Schedules",
  money: "Customers and money",
  people: "People",
  operations: "Operations",
} as const;

/** The name of a group: what `/billrun help` takes, too. */
export type CommandGroup = keyof typeof commandGroups;

type Place = { readonly group: CommandGroup; readonly needs: Permission };

const place = (group: CommandGroup, needs: Permission): Place => ({ group, needs });

/** Where each command stands in help, and what somebody must be allowed for it to do its work. */
export const commandPlaces: Readonly<Record<string, Place>> = {
  preview: place("runs", "prepare"),
  create: place("runs", "prepare"),
  list: place("runs", "view"),
  show: place("runs", "view"),
  explain: place("runs", "view"),
  launch: place("runs", "launch"),
  pause: place("runs", "launch"),
  resume: place("runs", "launch"),
  cancel: place("runs", "prepare"),
  retry: place("runs", "prepare"),
  reverse: place("runs", "prepare"),
  ask: place("approvals", "prepare"),
  approvals: place("approvals", "view"),
  approve: place("approvals", "vote"),
  reject: place("approvals", "vote"),
  delegate: place("approvals", "vote"),
  schedule: place("schedules", "view"),
  account: place("money", "view"),
  invoice: place("money", "view"),
  credit: place("money", "prepare"),
  quotes: place("money", "view"),
  aging: place("money", "view"),
  dunning: place("money", "view"),
  reconcile: place("money", "view"),
  roles: place("people", "view"),
  notify: place("operations", "view"),
  settings: place("operations", "view"),
  freeze: place("operations", "freeze"),
  unfreeze: place("operations", "unfreeze"),
  audit: place("operations", "view"),
  doctor: place("operations", "examine"),
  help: place("operations", "view"),
};
