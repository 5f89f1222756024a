import { amountText, countOf, countText } from "../../billing/money/amount-text.ts";
import type { AmountFact, News, RunFacts } from "../../operations/notifications/news.ts";
import { context, paragraphs, type SlackMessage, table } from "../blocks.ts";
import { dayText } from "../text/day-text.ts";
import { plainName, safeName, safeSentence, safeText } from "../text/safe-text.ts";

/** Overdue invoices in a message's table; a report has all of them. */
const mostRows = 20;
/** Currencies in a sentence; the rest is counted. */
const mostCurrencies = 5;

/** News for a channel that asked for it: what, how much, what to do. */
export function newsMessage(news: News): SlackMessage {
  const text = newsLine(news);
  return { text, blocks: [...paragraphs([text, ...moreLines(news)]), ...tables(news)] };
}

/** News in one sentence that stands alone; a roll of several lists them. */
export function newsLine(news: News): string {
  switch (news.event) {
    case "run-needs-approval":
      return `${runName(news.run)} waits for approval: ${amounts(news.run)}. ${see(news.run)}`;
    case "run-approved":
      return `${runName(news.run)} is approved: ${amounts(news.run)}. It can be launched.`;
    case "run-rejected": {
      const why = news.comment ? `: “${safeSentence(news.comment)}”` : "";
      return `${runName(news.run)} was rejected by ${safeName(news.by ?? "")}${why}.`;
    }
    case "run-launched":
      return `${runName(news.run)} was launched by ${safeName(news.by ?? "")}.`;
    case "run-ended":
    case "run-exceptions":
      return endedLine(news.run);
    case "run-reversed":
      return `${runName(news.run)} was reversed: credit memos took back ${amounts(news.run)}.`;
    case "approval-needed": {
      const sum = news.amounts.length === 0 ? "" : `, ${sumText(news.amounts)}`;
      return `${safeSentence(news.label)}${sum} waits for approval. See /billrun approvals.`;
    }
    case "schedule-rang":
    case "schedule-failed":
    case "billing-frozen":
      return safeText(news.note.text);
    case "overdue-invoices":
      return `${countOf(news.count, "invoice")} became overdue: ${sumText(news.open)} open.`;
    case "audit-head":
      return `Audit trail on ${dayText(news.on)}: row ${countText(news.seq)}, hash ${news.hash}.`;
    case "doctor-findings": {
      const many = news.findings.length + news.more;
      const [first = ""] = news.findings;
      return `Doctor found ${countOf(many, "thing")} to put right: ${safeSentence(first)}`;
    }
  }
}

function moreLines(news: News): readonly string[] {
  switch (news.event) {
    case "run-ended":
    case "run-exceptions": {
      const { run } = news;
      const sound = run.isAccountedFor ? ["Every eligible account is accounted for."] : [];
      const named = run.exceptions.map(
        ({ name, reason }) => `• ${safeName(name)}: ${safeSentence(reason)}`,
      );
      const rest = run.parked + run.held - named.length;
      const more = rest > 0 && named.length > 0 ? [`and ${countText(rest)} more`] : [];
      return [...sound, ...named, ...more];
    }
    case "schedule-rang":
    case "schedule-failed":
    case "billing-frozen":
      return (news.note.lines ?? []).map(safeText);
    case "audit-head":
      return ["Keep it: /billrun audit verify shows later that nothing before it was rewritten."];
    case "doctor-findings": {
      const rest = news.findings.slice(1).map((finding) => `• ${safeSentence(finding)}`);
      const more = news.more > 0 ? [`and ${countText(news.more)} more`] : [];
      return [...rest, ...more, "See /billrun doctor for what to do about each."];
    }
    default:
      return [];
  }
}

function tables(news: News): SlackMessage["blocks"] {
  if (news.event !== "overdue-invoices") return [];
  const rows = news.invoices
    .slice(0, mostRows)
    .map((row) => [
      plainName(row.name),
      row.number,
      amountText(BigInt(row.openMinor), row.currency),
      dayText(row.dueOn),
      countOf(row.days, "day"),
    ]);
  const heads = ["Account", "Invoice", "Open", "Due", "Overdue"];
  const list = table(
    [heads, ...rows],
    [{ is_wrapped: true }, {}, { align: "right" }, {}, { align: "right" }],
  );
  const rest = news.count - rows.length;
  return [
    list,
    context(rest > 0 ? `${countText(rest)} more: /billrun dunning` : "/billrun dunning"),
  ];
}

function runName({ number, name }: RunFacts): string {
  return `BR-${number} · ${safeName(name)}`;
}

function see({ number }: RunFacts): string {
  return `See /billrun show BR-${number}.`;
}

function amounts(run: RunFacts): string {
  return run.invoices === 0
    ? "no invoice"
    : `${sumText(run.amounts)} in ${countOf(run.invoices, "invoice")}`;
}

/** "316,985.75 USD and 41,200.00 EUR". */
function sumText(facts: readonly AmountFact[]): string {
  const all = facts
    .filter(({ minor }) => minor !== "0")
    .map(({ minor, currency }) => amountText(BigInt(minor), currency));
  if (all.length === 0) return "nothing";
  if (all.length > mostCurrencies) {
    const rest = countOf(all.length - mostCurrencies, "more currency", "more currencies");
    return `${all.slice(0, mostCurrencies).join(", ")} and ${rest}`;
  }
  return all.length === 1 ? String(all[0]) : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
}

function endedLine(run: RunFacts): string {
  const exceptions = run.parked + run.held;
  const memos = run.creditMemos === 0 ? "" : ` and ${countOf(run.creditMemos, "credit memo")}`;
  if (exceptions === 0) return `${runName(run)} completed: ${amounts(run)}${memos}.`;
  const parts = [
    ...(run.parked > 0 ? [`${countText(run.parked)} parked`] : []),
    ...(run.held > 0 ? [`${countText(run.held)} held`] : []),
  ];
  const how = `completed with ${countOf(exceptions, "exception")} (${parts.join(", ")})`;
  return `${runName(run)} ${how}: ${amounts(run)}${memos}. Retry: /billrun retry BR-${run.number}.`;
}
