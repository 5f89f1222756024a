import type { KnownBlock } from "@slack/web-api";
import { shortDigest } from "../../billing/bill-run/digest.ts";
import type { PolicyView } from "../../operations/approvals/show-policy.ts";
import { paragraphs, section } from "../blocks.ts";
import { clockText } from "../text/day-text.ts";
import { listText, mention } from "../text/people-text.ts";
import { safeSentence } from "../text/safe-text.ts";
import { canVoteTexts, neededLine } from "./vote-texts.ts";

/** Differences that there is room for beside the policy that holds. */
const mostDifferences = 12;

/** A change of the policy that waits: who asked and when, how its votes stand, what it changes. */
export function policyChangeBlocks({ openChange }: PolicyView): readonly KnownBlock[] {
  if (!openChange) return [];
  const { approval, requestedBy } = openChange;
  const asked = `${mention(requestedBy)}, ${clockText(approval.requestedAt)}`;
  const can = listText(canVoteTexts(openChange), 5) || "Nobody else";
  const content = shortDigest(approval.digest);
  const lines = [
    `*A change of it does not hold yet.* Asked for by ${asked} (${content}).`,
    neededLine(approval, openChange),
    `${can} can approve it, until ${clockText(approval.expiresAt)}: /billrun approvals.`,
  ];
  return [section(lines.join("\n")), ...paragraphs(differences(approval.content.lines))];
}

/** Sentences that stay stand among those that hold. */
function differences(lines: readonly string[]): readonly string[] {
  const changed = lines.filter((line) => /^(New|No longer): /.test(line));
  const shown = changed.slice(0, mostDifferences).map((line) => `• ${safeSentence(line)}`);
  const rest = changed.length - shown.length;
  return rest > 0 ? [...shown, `… and ${rest} more.`] : shown;
}
