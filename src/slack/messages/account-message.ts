import type { Button, KnownBlock } from "@slack/web-api";
import type { SoldNow, SoldState } from "../../billing/bill-run/account-standing.ts";
import type { BillRunState } from "../../billing/bill-run/lifecycle.ts";
import type { AccountOutcome } from "../../billing/bill-run/proposal.ts";
import { stateNames } from "../../billing/bill-run/run-text.ts";
import { localDateOf } from "../../billing/calendar/day-number.ts";
import { amountText, countOf } from "../../billing/money/amount-text.ts";
import type { AccountRunResult } from "../../operations/customers/customers-books.ts";
import type { AccountDocument, AccountView } from "../../operations/customers/show-account.ts";
import { buttons, context, header, paragraphs, type SlackMessage, section } from "../blocks.ts";
import { runButton } from "../run-buttons.ts";
import { longestKey } from "../run-reference.ts";
import { dayText } from "../text/day-text.ts";
import { plainName, safeName, safeSentence } from "../text/safe-text.ts";

/** The button that explains what an account would be billed now, by the name of its click. */
export const accountWhyAction = "account_why";

/** So many subscriptions are told; the rest is counted. */
const mostSold = 15;

/** One account: who it is, what runs, what is due, its last documents and runs. */
export function accountMessage(view: AccountView): SlackMessage {
  const { account, standing, documents, runs } = view;
  return {
    text: accountText(view),
    blocks: [
      header(plainName(account.name)),
      section(factLines(view).join("\n")),
      ...(standing ? soldBlocks(standing.sold) : []),
      ...listBlocks("Last documents", documents.map(documentLine)),
      ...listBlocks("In the latest runs", runs.map(runLine)),
      ...buttons(whyButtons(view)),
    ],
  };
}

function accountText(view: AccountView): string {
  const { account, documents } = view;
  const [last] = documents;
  const money = last
    ? `, last ${last.number} over ${amountText(last.totalMinor, last.currency)}`
    : "";
  const who = `${safeName(account.name)} (${safeName(account.key)})`;
  return `${who}: ${dueText(view)}${money}. See why with /billrun explain.`;
}

function dueText({ standing, trouble, account }: AccountView): string {
  if (!standing) return `can't be billed: ${safeSentence((trouble ?? "").replace(/\.$/, ""))}`;
  const { dueNowMinor, nextDueOn } = standing;
  if (dueNowMinor !== null) return `due now ${amountText(dueNowMinor, account.currency)}`;
  return nextDueOn === null ? "nothing comes due" : `next due ${dayText(localDateOf(nextDueOn))}`;
}

function factLines(view: AccountView): readonly string[] {
  const { account, payer } = view;
  const day = account.billCycleDay;
  const cycle = day === "anniversary" ? "bills on its anniversary" : `bill cycle day ${day}`;
  const groups = [account.segment, ...account.tags].filter((name) => name !== undefined);
  const due = dueText(view).replace(/^./, (first) => first.toUpperCase());
  const lines = [
    `*${safeName(account.key)}* · ${account.currency} · net ${account.paymentTermsDays} · ${cycle}`,
    account.autoPay ? "Pays by itself" : "Pays by invoice",
    due,
  ];
  if (groups.length > 0) lines.push(`In ${groups.slice(0, 8).map(safeName).join(", ")}`);
  if (payer.key !== account.key) {
    lines.push(
      `Its lines stand on the documents of ${safeName(payer.name)} (${safeName(payer.key)})`,
    );
  }
  return lines;
}

const soldStates: Readonly<Record<SoldState, string>> = {
  "not-started": "not started",
  "in-trial": "in trial",
  active: "active",
  paused: "paused",
  ended: "ended",
};

function soldBlocks(sold: readonly SoldNow[]): readonly KnownBlock[] {
  if (sold.length === 0) return [header("What runs"), section("It has no subscription.")];
  const rest = sold.length - mostSold;
  return [
    header("What runs"),
    ...paragraphs(sold.slice(0, mostSold).map(soldLine)),
    ...(rest > 0 ? [context(`and ${countOf(rest, "more subscription")}`)] : []),
  ];
}

function soldLine({ plan, quantity, state, startsOn, endsOn, subscription }: SoldNow): string {
  const until = endsOn === null ? "" : ` until ${dayText(localDateOf(endsOn - 1))}`;
  const since = `since ${dayText(localDateOf(startsOn))}${until}`;
  const many = quantity === "1" ? "" : ` × ${safeName(quantity)}`;
  const what = `• *${safeName(plan)}*${many}`;
  return `${what} · ${soldStates[state]} · ${since} (${safeName(subscription)})`;
}

function listBlocks(title: string, lines: readonly string[]): readonly KnownBlock[] {
  return [header(title), ...paragraphs(lines.length > 0 ? lines : ["None so far."])];
}

function documentLine(document: AccountDocument): string {
  const { number, type, totalMinor, openMinor, invoiceOn, dueOn } = document;
  const amount = amountText(type === "credit-memo" ? -totalMinor : totalMinor, document.currency);
  const open = openText(type, openMinor, document.currency, dueOn);
  return `• ${number} · *${amount}* · dated ${dayText(invoiceOn)} · ${open}`;
}

/** Where a document stands: settled, or how much of it is open and until when. */
export function openText(
  type: AccountDocument["type"],
  openMinor: bigint,
  currency: string,
  dueOn: string,
): string {
  if (openMinor === 0n) return type === "invoice" ? "settled" : "used up";
  const open = amountText(openMinor, currency);
  return type === "invoice" ? `${open} open, due ${dayText(dueOn)}` : `${open} not used yet`;
}

function runLine({ number, name, state, result, reason }: AccountRunResult): string {
  const came = result === null ? stateNames[state] : cameText(state, result);
  const because = reason ? `: ${safeSentence(reason)}` : "";
  return `• BR-${number} · ${safeName(name)} · ${came}${because}`;
}

/** Before its launch a run has billed nobody. */
function cameText(state: BillRunState, result: AccountOutcome): string {
  const isAhead = ["previewed", "awaiting-approval", "approved"].includes(state);
  if (result === "billed" && isAhead) return `${stateNames[state]}, would be billed`;
  return result.replace("-", " ");
}

function whyButtons({ account, runs }: AccountView): readonly Button[] {
  if (account.key.length > longestKey) return [];
  const latest = runs.find(({ result }) => result !== null);
  const now: Button = {
    type: "button",
    action_id: accountWhyAction,
    text: { type: "plain_text", text: "Why", emoji: false },
    value: account.key,
    accessibility_label: "Why is this account billed what it is?",
  };
  if (!latest) return [now];
  const run = { number: latest.number, digest: null };
  return [now, runButton(run, "why", `Why in BR-${latest.number}`, { account: account.key })];
}
