import type { Button, KnownBlock, ModalView } from "@slack/web-api";
import { exceptionRemedy } from "../../billing/bill-run/exception-remedy.ts";
import { contentText } from "../../billing/bill-run/run-text.ts";
import { countOf, countText } from "../../billing/money/amount-text.ts";
import type { AccountBill } from "../../operations/bill-runs/look-at-account.ts";
import { context, paragraphs, section } from "../blocks.ts";
import { billText, resultNames } from "../messages/account-line.ts";
import { documentLines } from "../messages/document-lines.ts";
import { runButton } from "../run-buttons.ts";
import { longestKey, writeAccountsReference } from "../run-reference.ts";
import { safeName, safeSentence } from "../text/safe-text.ts";
import { plainView } from "./plain-view.ts";

/** Characters of lines on a page: all blocks of a view together have about 13,000. */
const pageCharacters = 7_500;

/** The name under which another page is asked for. */
export const accountPageAction = "run_account_page";

/** One account's bill in a run: its documents, line by line, each with its reason. */
export function accountBillView(bill: AccountBill, page: number): ModalView {
  const { run, row } = bill;
  const pages = pagesOf(documentLines(bill));
  const shown = Math.min(Math.max(page, 0), Math.max(pages.length - 1, 0));
  const why = row.account.length > longestKey ? null : whyButton(bill);
  const blocks: KnownBlock[] = [
    section(heading(bill)),
    ...paragraphs(standsLines(bill)),
    ...paragraphs(pages[shown] ?? []),
    ...(why ? [{ type: "actions" as const, elements: [...pager(pages.length, shown), why] }] : []),
    ...(pages.length > 1
      ? [context(`Page ${countText(shown + 1)} of ${countText(pages.length)}`)]
      : []),
  ];
  const reference = { run: run.number, page: shown, account: row.account };
  return {
    ...plainView(`BR-${run.number}, one account`, blocks),
    ...(why ? { private_metadata: writeAccountsReference(reference) } : {}),
  };
}

function heading({ run, row, payer }: AccountBill): string {
  const segment = row.segment === null ? "" : ` · segment ${safeName(row.segment)}`;
  const paid = payer.key === row.account ? "" : ` · paid by ${safeName(payer.name)}`;
  const title = `*${safeName(row.name)}* (${safeName(row.account)}) · BR-${run.number}`;
  return `${title}${segment}${paid}\n${billText(row)}`;
}

/** How what is shown stands to what was seen or posted. */
function standsLines({ run, row, stands, documents }: AccountBill): readonly string[] {
  const lines: string[] = [];
  const isAside = row.result === "parked" || row.result === "held";
  if (isAside) lines.push(safeSentence(exceptionRemedy(row.reasonCode)));
  const content = contentText(run.digest);
  const seen = content ? ` (content ${content} of the run)` : "";
  if (stands === "posted" && row.result !== null && documents.length === 0) {
    lines.push(`No document: ${resultNames[row.result]}.`);
  } else if (stands === "posted") {
    lines.push("Posted: these documents are final.");
  } else if (stands === "not-billable") {
    lines.push("No bill can be worked out for it as things stand.");
  } else if (stands === "changed") {
    lines.push(
      ":warning: *Changed since the preview.* This is what it would be billed now; the launch " +
        "holds it. Preview the run again to bill it like this.",
    );
  } else if (documents.length === 0) {
    lines.push(`Nothing to bill, as previewed${seen}.`);
  } else lines.push(`Worked out again just now: the same as previewed${seen}.`);
  return lines;
}

/** Lines on pages of about as many characters as a view holds; a line is never torn. */
function pagesOf(lines: readonly string[]): readonly (readonly string[])[] {
  const pages: string[][] = [];
  let characters = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    characters += line.length + 1;
    if (characters > pageCharacters) {
      pages.push([]);
      characters = line.length + 1;
    }
    pages.at(-1)?.push(line);
  }
  return pages;
}

function pager(pages: number, shown: number): readonly Button[] {
  const button = (label: string, page: number, name: string): Button => ({
    type: "button",
    action_id: `${accountPageAction}_${name}`,
    text: { type: "plain_text", text: label, emoji: false },
    value: String(page),
  });
  return [
    ...(shown > 0 ? [button("Lines before", shown - 1, "back")] : []),
    ...(shown + 1 < pages
      ? [button(`${countOf(pages - shown - 1, "page")} more`, shown + 1, "next")]
      : []),
  ];
}

function whyButton({ run, row }: AccountBill): Button {
  return runButton(run, "why", "Why, charge by charge", { account: row.account });
}
