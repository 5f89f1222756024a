import type { KnownBlock } from "@slack/web-api";
import { stateNames } from "../../billing/bill-run/run-text.ts";
import { invoicedText } from "../../billing/invoicing/totals-text.ts";
import type { BillRunSummary } from "../../operations/book-records.ts";
import { header, paragraphs } from "../blocks.ts";
import { type HelpTopic, helpMessage } from "../messages/help-message.ts";
import { safeName } from "../text/safe-text.ts";

/** The blocks of the app's home page. Tables exist in messages only, so runs are lines. */
export function homeView(
  runs: readonly BillRunSummary[],
  topics: readonly HelpTopic[],
): KnownBlock[] {
  const lines = runs.map(({ run, totals }) => {
    const amounts = invoicedText(totals);
    return `• BR-${run.number} · ${safeName(run.name)} · ${stateNames[run.state]} · ${amounts}`;
  });
  const none = ["There is no bill run yet. Start with `/billrun preview`."];
  return [
    header("Latest runs"),
    ...paragraphs(lines.length > 0 ? lines : none),
    header("What to type"),
    ...helpMessage(topics).blocks,
  ];
}
