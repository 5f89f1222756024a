import type { HelpTopic } from "../../messages/help-message.ts";

/** What help tells beside the commands: words that their usage lines name. */
export const helpTopics: readonly HelpTopic[] = [
  {
    name: "filters",
    usage: "preview segment:enterprise target:2026-11-30",
    summary: "whom a run bills, and up to when",
    detail:
      "Filters follow preview and create. segment:, tag:, account:, plan:, currency:, bcd: (bill " +
      "cycle day) and type: (of charge) narrow whom it bills; several values stand between " +
      "commas, and those of different kinds must all hold. target: bills what is due up to that " +
      "day, date: is the day on the documents, name: is what the run is called. " +
      "How it bills: documents:subscription or documents:account, credits:net, credits:separate " +
      "or credits:keep-back, zero:issue or zero:skip, minimum:10.00USD, and kind:catch-up, which " +
      "counts what is due as billed without any document.",
  },
  {
    name: "roles",
    usage: "help roles",
    summary: "who may do what",
    detail:
      "A viewer looks. A preparer also makes, previews, launches, pauses and cancels runs. An " +
      "approver looks and approves or rejects the runs of others. A controller does what " +
      "preparers and approvers do, and changes settings. An admin prepares, names members and " +
      "gives roles, and does not vote. Nobody approves a run that they made or previewed. All " +
      "but viewers may freeze billing; approvers, controllers and admins lift that, by two.",
  },
];

/** Words of usage lines that are explained under another name. */
export const otherNames: Readonly<Record<string, string>> = {
  filter: "filters",
  role: "roles",
  reason: "reject",
  topic: "help",
  topics: "help",
  run: "runs",
  approval: "approvals",
  schedules: "schedule",
  customers: "money",
  members: "people",
  person: "roles",
  word: "audit",
  event: "notify",
  events: "notify",
  day: "aging",
  key: "account",
  number: "invoice",
};
