import { countOf, countText } from "../money/amount-text.ts";
import type { RunCounts } from "./bill-run.ts";
import { shortDigest } from "./digest.ts";
import type { FindingKind } from "./findings.ts";
import type { BillRunState } from "./lifecycle.ts";

/** States in people's words. */
export const stateNames: Readonly<Record<BillRunState, string>> = {
  draft: "draft",
  previewing: "previewing",
  previewed: "previewed",
  "awaiting-approval": "waiting for approval",
  approved: "approved",
  running: "running",
  paused: "paused",
  completed: "completed",
  "completed-with-exceptions": "completed with exceptions",
  canceled: "canceled",
  reversed: "reversed",
};

/** "1,312 eligible = 1,290 billed + 14 nothing due + 6 excluded + 2 parked". */
export function accountingLine(counts: RunCounts): string {
  const parts: readonly (readonly [number, string])[] = [
    [counts.billed, "billed"],
    [counts["nothing-due"], "nothing due"],
    [counts.excluded, "excluded"],
    [counts.parked, "parked"],
    [counts.held, "held"],
  ];
  const there = parts.filter(([count]) => count > 0);
  const sum = there.map(([count, what]) => `${countText(count)} ${what}`).join(" + ");
  return `${countText(counts.eligible)} eligible${sum === "" ? "" : ` = ${sum}`}`;
}

/** Whether every eligible account has its result: the sum that a run must reach before it ends. */
export function isAccountedFor(counts: RunCounts): boolean {
  const { billed, excluded, parked, held } = counts;
  return counts.eligible === billed + counts["nothing-due"] + excluded + parked + held;
}

/** "To look at: 4 bills more than 50 % off · 12 first bills"; null where nothing stands out. */
export function findingsLine(findings: Readonly<Record<FindingKind, number>>): string | null {
  const parts: readonly (string | null)[] = [
    counted(findings["amount-changed"], "bill more than 50 % off", "bills more than 50 % off"),
    counted(findings["first-bill"], "first bill", "first bills"),
    counted(findings["unusually-large"], "unusually large", "unusually large"),
    counted(findings.zero, "over nothing", "over nothing"),
  ];
  const there = parts.filter((part) => part !== null);
  return there.length === 0 ? null : `To look at: ${there.join(" · ")}`;
}

function counted(count: number, one: string, many: string): string | null {
  return count === 0 ? null : countOf(count, one, many);
}

/** SHA-256 of nothing: what a run is that bills nobody. It would tell people nothing. */
const emptyDigest = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/** The digest as people compare it, "4f3a-9c21"; null where there is no content. */
export function contentText(digest: string | null): string | null {
  return digest === null || digest === emptyDigest ? null : shortDigest(digest);
}

/**
 * How what was billed stands to what was approved: the same, a part of it where accounts were held,
 * or nothing but it where some are parked, before the approval or after. Null without content.
 */
export function approvedText(digest: string | null, counts: RunCounts): string | null {
  const content = contentText(digest);
  if (content === null) return null;
  if (counts.held > 0) {
    return `What was billed is part of what was approved (${content}); the rest is held.`;
  }
  if (counts.parked > 0) return `Nothing was billed but what was approved (${content}).`;
  return `What was approved is what was billed (${content}).`;
}
