import type { KnownBlock, ModalView } from "@slack/web-api";
import type { Finding, FindingKind } from "../../billing/bill-run/findings.ts";
import { accountingLine, contentText, findingsLine } from "../../billing/bill-run/run-text.ts";
import { totalLines } from "../../billing/invoicing/totals-text.ts";
import { amountText, countText } from "../../billing/money/amount-text.ts";
import type { BillRunView } from "../../operations/bill-runs/bill-run-view.ts";
import { context, header, paragraphs } from "../blocks.ts";
import { exceptionLines } from "../messages/exception-lines.ts";
import { safeName, safeSentence } from "../text/safe-text.ts";
import { plainView } from "./plain-view.ts";

/** So many bills are named; they come largest first. */
const shown = 20;

/** What an approver wants to see before deciding: what stands out, and what is not billed. */
export function lookCloserView(view: BillRunView): ModalView {
  const { run } = view;
  const exceptions = exceptionLines(view);
  const counted = findingsLine(view.findings)?.replace("To look at: ", "");
  const blocks: KnownBlock[] = [
    header("What it bills"),
    ...paragraphs([...totalLines(view.totals, view.compared), accountingLine(view.counts)]),
    header("To look at"),
    ...paragraphs(counted ? [counted, ...findingLines(view)] : ["Nothing stands out."]),
    header("Not billed"),
    ...paragraphs(exceptions.length > 0 ? exceptions : ["No account is parked or held."]),
    context(
      `Ask about one account with /billrun explain ACCOUNT BR-${run.number}` +
        (run.digest ? ` · content ${contentText(run.digest)}` : ""),
    ),
  ];
  return plainView(`BR-${run.number}, closer`, blocks);
}

function findingLines(view: BillRunView): readonly string[] {
  const lines = view.topFindings.slice(0, shown).map(findingLine);
  const all = Object.values(view.findings).reduce((sum, count) => sum + count, 0);
  const rest = all - lines.length;
  return rest > 0 && lines.length > 0 ? [...lines, `and ${countText(rest)} more`] : lines;
}

const kinds: Readonly<Record<FindingKind, string>> = {
  "first-bill": "first bill",
  "amount-changed": "changed",
  zero: "over nothing",
  "unusually-large": "unusually large",
};

function findingLine(finding: Finding): string {
  const before =
    finding.previousMinor === null
      ? ""
      : ` (last time ${amountText(finding.previousMinor, finding.currency)})`;
  const amount = amountText(finding.totalMinor, finding.currency);
  const why = finding.text ? safeSentence(finding.text) : kinds[finding.kind];
  return `• ${safeName(finding.payer)}: ${amount}${before} · ${why}`;
}
