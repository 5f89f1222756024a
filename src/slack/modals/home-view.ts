import type { Button, KnownBlock } from "@slack/web-api";
import { conditionTexts } from "../../billing/approvals/approval-text.ts";
import { type Member, mayDo } from "../../billing/approvals/member.ts";
import { shownAmountText } from "../../billing/approvals/shown-amounts.ts";
import { runLabel } from "../../billing/bill-run/bill-run.ts";
import { stateNames } from "../../billing/bill-run/run-text.ts";
import { countOf, countText } from "../../billing/money/amount-text.ts";
import type { ApprovalView } from "../../operations/approvals/approval-view.ts";
import type { AuditRow } from "../../operations/audit/audit-books.ts";
import type { PersonView } from "../../operations/bill-runs/bill-run-view.ts";
import type { HomeRun } from "../../operations/home/home-books.ts";
import type { ComingRing, Home } from "../../operations/home/load-home.ts";
import type { Refusal } from "../../operations/refusal.ts";
import { approvalButton, decisionWords } from "../approval-reference.ts";
import { buttons, context, header, paragraphs, section } from "../blocks.ts";
import { homeButton, homeRetryButton } from "../home-buttons.ts";
import { freezeLine } from "../messages/freeze-line.ts";
import { percentDone } from "../messages/progress-line.ts";
import { runButton } from "../run-buttons.ts";
import { actText } from "../text/act-text.ts";
import { clockText, dayText } from "../text/day-text.ts";
import { listText, mention, mentionOf } from "../text/people-text.ts";
import { safeName, safeSentence, safeText } from "../text/safe-text.ts";

/** So many currencies of one request are told. */
const mostAmounts = 4;

/** One person's home page: what waits for them, what goes on, what comes, what they may do. */
export function homeView(home: Home, now: Date): KnownBlock[] {
  const { freeze, member } = home;
  return [
    ...(freeze ? [section(freezeLine(freeze, now))] : []),
    ...buttons(quickButtons(home)),
    ...approvalBlocks(home),
    ...exceptionBlocks(home),
    ...goingOnBlocks(home),
    ...comingBlocks(home.coming),
    ...actBlocks(home.acts),
    { type: "divider" },
    context(`${mayText(member)} See \`/billrun help\` for all commands.`),
  ];
}

/** The page of somebody who may not use billrun: why, and whom to ask. */
export function welcomeView(refusal: Refusal, admins: readonly PersonView[]): KnownBlock[] {
  const who = listText(admins.map(mention), 5);
  return [
    header("billrun"),
    section(
      "Here the billing team previews the month's bill runs, has them approved by somebody else " +
        "and posts the invoices.",
    ),
    section(safeText(refusal.message)),
    section(
      who === ""
        ? "There is no admin of billrun yet: whoever runs the server names the first one."
        : `${who} can give you access.`,
    ),
  ];
}

function quickButtons({ member, latestRun }: Home): readonly Button[] {
  const canPrepare = mayDo(member, "prepare");
  const preview = homeButton("previewMonth", "Preview this month", {
    value: String(latestRun),
    style: "primary",
  });
  return [
    ...(canPrepare ? [preview, homeButton("newRun", "New run…")] : []),
    homeButton("schedules", "Schedules"),
    ...(mayDo(member, "configure") ? [homeButton("settings", "Settings")] : []),
    ...(mayDo(member, "administer") ? [homeButton("roles", "Roles")] : []),
  ];
}

function approvalBlocks({ approvals, member }: Home): readonly KnownBlock[] {
  if (approvals.many === 0) {
    // Who can't vote waits for nothing here.
    return mayDo(member, "vote")
      ? [header("Waits for you"), section("Nothing waits for your approval.")]
      : [];
  }
  const rest = approvals.many - approvals.rows.length;
  return [
    header("Waits for you"),
    ...approvals.rows.flatMap((view) => [
      section(approvalText(view)),
      ...buttons(approvalButtons(view)),
    ]),
    ...more(rest, "more request", "/billrun list shows the runs among them"),
  ];
}

function approvalText({ approval, tally, requestedBy, people }: ApprovalView): string {
  const { content, required } = approval;
  const amounts = content.amounts.map((each) => shownAmountText(each, (text) => `*${text}*`));
  const [what] = content.lines;
  const label = `*${safeSentence(content.label)}*${what ? ` · ${safeSentence(what)}` : ""}`;
  const since = `asked by ${mention(requestedBy)}, ${clockText(approval.requestedAt)}`;
  const nameOf = (memberId: string) => mentionOf(people, memberId, "somebody");
  const needed = [`${tally.approvals} of ${required.votes} so far`];
  const votes = [...needed, ...conditionTexts(required, nameOf)].join(", ");
  return [
    label,
    ...(amounts.length > 0 ? [listText(amounts, mostAmounts)] : []),
    `${votes} · ${since} · until ${clockText(approval.expiresAt)}`,
  ].join("\n");
}

function approvalButtons({ approval }: ApprovalView): readonly Button[] {
  const number = approval.kind === "run" ? Number(approval.subject.replace("BR-", "")) : null;
  const isTyped = approval.typed !== null;
  // Above some amounts the total is typed as a second look, which takes a form.
  const [yes, no] = decisionWords(approval.kind);
  const approve = isTyped
    ? approvalButton(approval, "comment", "Approve…", "primary")
    : approvalButton(approval, "approve", yes, "primary");
  const decide = [approve, approvalButton(approval, "reject", no, "danger")];
  if (number === null) return decide;
  return [...decide, runButton({ number, digest: approval.digest }, "lookCloser", "Look")];
}

function exceptionBlocks({ exceptions }: Home): readonly KnownBlock[] {
  if (exceptions.many === 0) return [];
  const rest = exceptions.many - exceptions.rows.length;
  return [
    header("Exceptions of your runs"),
    ...exceptions.rows.flatMap((run) => [
      section(`${named(run)}\n${countOf(run.exceptions, "account")} parked or held, not billed`),
      ...buttons([
        homeRetryButton(run, `Preview the ${countText(run.exceptions)} again`),
        runButton(run, "exceptions", "Exceptions"),
      ]),
    ]),
    ...more(rest, "more run", "/billrun list"),
  ];
}

function goingOnBlocks({ goingOn }: Home): readonly KnownBlock[] {
  if (goingOn.many === 0) return [];
  const rest = goingOn.many - goingOn.rows.length;
  return [
    header("Going on"),
    ...goingOn.rows.map((run) => section(`${named(run)} · ${stateNames[run.state]}\n${bar(run)}`)),
    ...more(rest, "more run", "/billrun list"),
  ];
}

function named(run: HomeRun): string {
  return `*${runLabel(run)}* · ${safeName(run.name)}`;
}

function bar(run: HomeRun): string {
  const percent = percentDone(run);
  const full = Math.floor(percent / 5);
  const drawn = "▰".repeat(full) + "▱".repeat(20 - full);
  const accounts = countOf(run.eligible, "account");
  return `${drawn} ${percent} % · ${countText(run.done)} of ${accounts}`;
}

function comingBlocks(coming: readonly ComingRing[]): readonly KnownBlock[] {
  const lines = coming.map(({ schedule, timeZone, slot }) => {
    return `• *${schedule}* on ${dayText(slot.on)} at ${slot.time} ${timeZone}`;
  });
  const none = ["No schedule rings. Make one with `/billrun schedule new`."];
  return [header("Next scheduled runs"), ...paragraphs(lines.length > 0 ? lines : none)];
}

function actBlocks(acts: readonly AuditRow[]): readonly KnownBlock[] {
  if (acts.length === 0) return [];
  return [header("What you did last"), ...paragraphs(acts.map((row) => `• ${actText(row)}`))];
}

function mayText(member: Member): string {
  const may = [
    ["look at everything", "view"],
    ["prepare and launch runs", "prepare"],
    ["approve runs of others", "vote"],
    ["change settings", "configure"],
    ["give roles", "administer"],
  ] as const;
  const can = may.filter(([, permission]) => mayDo(member, permission)).map(([words]) => words);
  return `You are ${listText(member.roles.map(withArticle), 5)}: you may ${listText(can, 5)}.`;
}

function withArticle(role: string): string {
  return `${/^[aeiou]/.test(role) ? "an" : "a"} ${role}`;
}

function more(rest: number, what: string, where: string): readonly KnownBlock[] {
  return rest > 0 ? [context(`and ${countOf(rest, what)}: ${where}`)] : [];
}
