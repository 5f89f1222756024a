import type { KnownBlock, ModalView } from "@slack/web-api";
import type { FindingKind } from "../../billing/bill-run/findings.ts";
import { accountingLine, contentText, findingsLine } from "../../billing/bill-run/run-text.ts";
import { totalLines } from "../../billing/invoicing/totals-text.ts";
import { amountText, countText } from "../../billing/money/amount-text.ts";
import type { BillRunView } from "../../operations/bill-runs/bill-run-view.ts";
import type { CloserLook } from "../../operations/bill-runs/look-closer.ts";
import { context, header, paragraphs, section } from "../blocks.ts";
import { runButton } from "../run-buttons.ts";
import { longestKey } from "../run-reference.ts";
import { safeName, safeSentence } from "../text/safe-text.ts";
import { plainView } from "./plain-view.ts";

/** So many accounts of a kind are named; they come largest first. */
const shown = 20;

/** What an approver wants to see before deciding: what stands out, and what is not billed. */
export function lookCloserView({ view, biggest }: CloserLook): ModalView {
  const { run } = view;
  const bold = (amount: string) => `*${amount}*`;
  const content = contentText(run.digest);
  const biggestRows = biggest.map((bill) => {
    const amount = amountText(bill.invoicedMinor, bill.currency);
    return accountRow(view, bill.account, `${named(bill.name, bill.account)}\n${amount}`);
  });
  const blocks: KnownBlock[] = [
    header("What it bills"),
    ...paragraphs([...totalLines(view.totals, view.compared, bold), accountingLine(view.counts)]),
    ...(biggestRows.length > 0 ? [header("Biggest bills"), ...biggestRows] : []),
    header("To look at"),
    ...findingBlocks(view),
    header("Not billed"),
    ...exceptionBlocks(view),
    context(
      `Ask about any other account with /billrun explain ACCOUNT BR-${run.number}` +
        (content ? ` · content ${content}` : ""),
    ),
  ];
  return plainView(`BR-${run.number}, closer`, blocks);
}

/** A paragraph about one account, with the button that explains its bill. */
function accountRow(view: BillRunView, account: string, text: string): KnownBlock {
  if (account.length > longestKey) return section(text);
  // The reader knows whose row it is; a screen reader is told by the button too.
  const why = runButton(view.run, "why", "Why", { account });
  return { ...section(text), accessory: why } as KnownBlock;
}

function named(name: string, account: string): string {
  return `*${safeName(name)}* (${safeName(account)})`;
}

function findingBlocks(view: BillRunView): readonly KnownBlock[] {
  const counted = findingsLine(view.findings)?.replace("To look at: ", "");
  if (!counted) return paragraphs(["Nothing stands out."]);
  const payers = [...new Set(view.topFindings.map((finding) => finding.payer))].slice(0, shown);
  const rows = payers.map((payer) => accountRow(view, payer, findingText(view, payer)));
  const all = Object.values(view.findings).reduce((sum, count) => sum + count, 0);
  const rest = all - view.topFindings.length;
  const more = rest > 0 && rows.length > 0 ? [`and ${countText(rest)} more`] : [];
  return [...paragraphs([counted]), ...rows, ...paragraphs(more)];
}

const kinds: Readonly<Record<FindingKind, string>> = {
  "first-bill": "first bill",
  "amount-changed": "changed",
  zero: "over nothing",
  "unusually-large": "unusually large",
};

/** All that stands out in one payer's bill, under its name. */
function findingText(view: BillRunView, payer: string): string {
  const findings = view.topFindings.filter((finding) => finding.payer === payer);
  const [first] = findings;
  if (!first) return safeName(payer);
  const before =
    first.previousMinor === null
      ? ""
      : ` (last time ${amountText(first.previousMinor, first.currency)})`;
  const amount = amountText(first.totalMinor, first.currency);
  const what = findings.map(({ text, kind }) => (text ? safeSentence(text) : kinds[kind]));
  return `${named(first.name, payer)}\n${amount}${before} · ${[...new Set(what)].join(" · ")}`;
}

function exceptionBlocks(view: BillRunView): readonly KnownBlock[] {
  const { exceptions, counts } = view;
  const rows = exceptions.slice(0, shown).map((one) => {
    const text = `${named(one.name, one.account)}\n${one.result}: ${safeSentence(one.reason)}`;
    return accountRow(view, one.account, text);
  });
  const all = counts.parked + counts.held;
  if (all === 0) return paragraphs(["No account is parked or held."]);
  const rest = all - rows.length;
  return [...rows, ...paragraphs(rest > 0 ? [`and ${countText(rest)} more`] : [])];
}
