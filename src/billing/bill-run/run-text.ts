import { countOf, countText } from "../money/amount-text.ts";
import type { BillRun, RunCounts } from "./bill-run.ts";
import { shortDigest } from "./digest.ts";
import {
  defaultFindingRules,
  type FindingKind,
  type FindingRules,
  findingKinds,
} from "./findings.ts";
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

/** What a catch-up run does, for whoever must not take it for a run that invoices. */
export const catchUpText = "Catch-up: what is due counts as billed, without any invoice.";

/**
 * Whether there is something to approve. A catch-up run bills nobody; its digest tells whether it
 * counts anything as billed.
 */
export function hasContent(run: BillRun, counts: Pick<RunCounts, "billed">): boolean {
  return run.kind === "catch-up" ? contentText(run.digest) !== null : counts.billed > 0;
}

/** Whether every eligible account has its result: the sum that a run must reach before it ends. */
export function isAccountedFor(counts: RunCounts): boolean {
  const { billed, excluded, parked, held } = counts;
  return counts.eligible === billed + counts["nothing-due"] + excluded + parked + held;
}

const findingWords: Readonly<Record<FindingKind, readonly [one: string, many: string]>> = {
  "amount-changed": ["bill", "bills"],
  "usage-changed": ["with usage", "with usage"],
  "missing-usage": ["without the usage it had", "without the usage they had"],
  "first-bill": ["first bill", "first bills"],
  "unusually-large": ["unusually large", "unusually large"],
  zero: ["over nothing", "over nothing"],
};

type Percents = Pick<FindingRules, "changePercent" | "usagePercent">;

/**
 * "4 bills more than 50 % off", "12 first bills": findings by kind, those without any left out.
 * `rules` are those of the preview.
 */
export function findingCounts(
  findings: Readonly<Record<FindingKind, number>>,
  rules: Percents = defaultFindingRules,
): readonly { readonly kind: FindingKind; readonly text: string }[] {
  const off: Partial<Record<FindingKind, bigint>> = {
    "amount-changed": rules.changePercent,
    "usage-changed": rules.usagePercent,
  };
  return findingKinds.flatMap((kind) => {
    const percent = off[kind];
    const more = percent === undefined ? "" : ` more than ${percent} % off`;
    const [one, many] = findingWords[kind];
    if (findings[kind] === 0) return [];
    return [{ kind, text: `${countOf(findings[kind], one, many)}${more}` }];
  });
}

/** "To look at: 4 bills more than 50 % off · 12 first bills"; null where nothing stands out. */
export function findingsLine(
  findings: Readonly<Record<FindingKind, number>>,
  rules?: Percents,
): string | null {
  const there = findingCounts(findings, rules).map(({ text }) => text);
  return there.length === 0 ? null : `To look at: ${there.join(" · ")}`;
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
