import type { AuditRow } from "../../operations/audit/audit-books.ts";
import { clockText } from "./day-text.ts";
import { safeName, safeSentence } from "./safe-text.ts";

/** What people call an act of the trail; the subject stands where the star is. */
const plainActs: Readonly<Record<string, string>> = {
  "bill-run.approve": "Approve *",
  "bill-run.cancel": "Cancel *",
  "bill-run.create": "Make *",
  "bill-run.csv": "File of the accounts of *",
  "bill-run.launch": "Launch *",
  "bill-run.pause": "Pause *",
  "bill-run.preview": "Preview *",
  "bill-run.reject": "Reject *",
  "bill-run.remind": "Remind those who can approve *",
  "bill-run.request-approval": "Ask for approval of *",
  "bill-run.resume": "Resume *",
  "bill-run.retry": "Preview the exceptions of * again",
  "billing.freeze": "Freeze all billing",
  "billing.unfreeze": "Lift the freeze",
  "channel.notify": "Set what * is told",
  "channel.notify-off": "Tell * nothing more",
  import: "Import *",
  "member.group": "Give roles by the group *",
  "member.link": "Link two Slack accounts of *",
  "member.name": "Change the name of *",
  "member.roles": "Change the roles of *",
  "member.save": "Save the member *",
  "messages.forget": "Forget what was not delivered to *",
  "messages.resend": "Send again what was not delivered to *",
  "policy-change.request-approval": "Propose another approval policy",
  "quotes.list": "Look at the quotes",
  "reversal.request-approval": "Ask to reverse *",
  "schedule.change": "Change the schedule *",
  "schedule.create": "Make the schedule *",
  "schedule.pause": "Pause the schedule *",
  "schedule.remove": "Remove the schedule *",
  "schedule.resume": "Resume the schedule *",
  "schedule.run": "Make a run by the schedule *",
  "settings.change": "Change the settings",
  "votes.delegate": "Let somebody vote in your place",
  "votes.end-delegation": "Vote yourself again",
};

/** What is approved beside runs, by the first word of its acts. */
const approved: Readonly<Record<string, string>> = {
  credit: "the credit of *",
  "policy-change": "the change of the approval policy",
  "quote-invoice": "the invoice of the quote *",
  reversal: "the reversal of *",
};

const decisions: Readonly<Record<string, string>> = {
  approve: "Approve",
  reject: "Send back",
  remind: "Remind those who can approve",
  "request-approval": "Ask for approval of",
};

/**
 * One act of the trail for whoever did it: "Launch BR-12: done, 14:02", or "Launch BR-12: refused,
 * 14:02. BR-12 is not approved yet." with the sentence that they read then.
 */
export function actText(row: AuditRow): string {
  const named = nameOfAct(row.action).replace("*", () => subjectText(row.subject));
  const act = `${named}${bySchedule(row)}`;
  const when = clockText(row.at);
  if (row.outcome === "done") return `${act}: done, ${when}`;
  const said = row.details["said"];
  const why = typeof said === "string" && said !== "" ? ` ${safeSentence(said)}` : "";
  return `${act}: refused, ${when}.${why}`;
}

/** A schedule acts in its owner's name, who was not there. */
function bySchedule({ via, where }: AuditRow): string {
  return via === "job" && where.startsWith("schedule ") ? ` (by the ${safeName(where)})` : "";
}

function nameOfAct(action: string): string {
  const named = Object.hasOwn(plainActs, action) ? plainActs[action] : undefined;
  if (named) return named;
  const [what = "", verb = ""] = action.split(".");
  const subject = Object.hasOwn(approved, what) ? approved[what] : undefined;
  const decision = Object.hasOwn(decisions, verb) ? decisions[verb] : undefined;
  if (subject && decision) return `${decision} ${subject}`;
  // An act of a version that this one does not know.
  const words = safeName(action.replaceAll("-", " ").replace(".", ", "));
  return `${words.replace(/^./, (first) => first.toUpperCase())} *`;
}

/** Channels are kept by their ids. */
function subjectText(subject: string): string {
  return /^C[A-Z0-9]{5,20}$/.test(subject) ? `<#${subject}>` : safeName(subject);
}
