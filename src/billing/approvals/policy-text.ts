import { amountText, countOf } from "../money/amount-text.ts";
import { kindsText } from "./approval-kind.ts";
import { requiredText } from "./approval-text.ts";
import type { ApprovalPolicy, PolicyTier } from "./policy.ts";

type NameOf = (memberId: string) => string;

/** The policy in sentences, one a tier. `currency` is the settings'. */
export function policySentences(
  policy: ApprovalPolicy,
  currency: string,
  nameOf: NameOf,
): readonly string[] {
  const { typedAbove, expiresAfterHours } = policy;
  const typed: string[] = [];
  if (typedAbove) {
    const limits = limitsText(typedAbove.minor, typedAbove.byCurrency, currency);
    typed.push(`Above ${limits}, approvers type the total.`);
  }
  return [
    ...policy.tiers.map((tier) => tierSentence(tier, currency, nameOf)),
    ...typed,
    `A request expires after ${countOf(expiresAfterHours, "hour")}.`,
  ];
}

/** "Bill runs above 50,000.00 USD, enterprise: 2 people, one a controller." */
export function tierSentence(tier: PolicyTier, currency: string, nameOf: NameOf): string {
  const { kinds = [], segments = [], aboveByCurrency = {} } = tier;
  const what = kinds.length === 0 ? "anything" : kinds.map(kindsText).join(" and ");
  const isFromZero = tier.aboveMinor === 0n && Object.keys(aboveByCurrency).length === 0;
  const above = isFromZero
    ? " of any amount"
    : ` above ${limitsText(tier.aboveMinor, aboveByCurrency, currency)}`;
  const whose = segments.length === 0 ? "" : `, ${segments.join(" or ")}`;
  const first = what.charAt(0).toUpperCase() + what.slice(1);
  const nobody = "no approval needed once people agreed to one for the same accounts";
  const who = tier.votes === 0 ? nobody : requiredText(tier, nameOf);
  return `${first}${above}${whose}: ${who}.`;
}

function limitsText(
  minor: bigint,
  byCurrency: Readonly<Record<string, bigint>>,
  currency: string,
): string {
  const others = Object.entries(byCurrency).filter(([each]) => each !== currency);
  const own = amountText(byCurrency[currency] ?? minor, currency);
  return [own, ...others.map(([each, limit]) => amountText(limit, each))].join(" or ");
}
