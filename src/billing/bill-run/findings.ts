import type { ProposedDocument } from "../invoicing/document.ts";
import type { Proposal } from "./proposal.ts";

/** What a preview wants a person to look at, in the order in which it is told. */
export const findingKinds = [
  "amount-changed",
  "usage-changed",
  "missing-usage",
  "first-bill",
  "unusually-large",
  "zero",
] as const;

/** One of `findingKinds`. */
export type FindingKind = (typeof findingKinds)[number];

/** A finding about one payer; `text` is a sentence part: "54 % more than last time". */
export type Finding = {
  readonly payer: string;
  readonly kind: FindingKind;
  readonly currency: string;
  readonly totalMinor: bigint;
  readonly previousMinor: bigint | null;
  readonly text: string;
};

/** When a bill is worth a look. */
export type FindingRules = {
  /** A bill this many percent above or below the payer's last one. */
  readonly changePercent: bigint;
  /** Usage of a charge this many percent above or below its period before. */
  readonly usagePercent: bigint;
  /** A bill above this many minor units. */
  readonly largeMinor: bigint;
};

/**
 * Half off either way, or above 1,000,000 minor units: 10,000.00 dollars, 1,000,000 yen, 1,000.000
 * dinar, sums of about the same weight.
 */
export const defaultFindingRules: FindingRules = {
  changePercent: 50n,
  usagePercent: 50n,
  largeMinor: 1_000_000n,
};

/**
 * The payer's last posted invoice; "elsewhere" for customers who moved in, "never" for new ones.
 */
export type PreviousBill = { readonly totalMinor: bigint } | "elsewhere" | "never";

/** What stands out in one payer's proposal, against its last bill. */
export function findingsOf(
  proposal: Proposal,
  previous: PreviousBill,
  rules: FindingRules = defaultFindingRules,
): readonly Finding[] {
  const found: Finding[] = [];
  const previousMinor = billedBefore(previous);
  for (const document of asWholes(proposal.documents)) {
    const { currency, totalMinor } = document;
    const add = (kind: FindingKind, text: string) => {
      // An invoice and a credit memo may both be large; a payer has one finding of a kind.
      if (found.some((finding) => finding.kind === kind)) return;
      found.push({ payer: proposal.payer, kind, currency, totalMinor, previousMinor, text });
    };
    // What is given back says nothing of how the payer is billed otherwise.
    if (document.type === "invoice") {
      const isChanged =
        previousMinor !== null && isFarFrom(totalMinor, previousMinor, rules.changePercent);
      if (previous === "never") add("first-bill", "first bill");
      else if (isChanged) add("amount-changed", changeText(totalMinor, previousMinor));
      if (totalMinor === 0n) add("zero", "a bill over nothing");
    }
    if (totalMinor > rules.largeMinor) add("unusually-large", "unusually large");
  }
  return found;
}

/** What the last bill came to in minor units; null where there was none here. */
export function billedBefore(previous: PreviousBill): bigint | null {
  return typeof previous === "object" ? previous.totalMinor : null;
}

/** A payer with a document for each subscription is looked at as a whole. */
function asWholes(
  documents: readonly ProposedDocument[],
): Pick<ProposedDocument, "type" | "currency" | "totalMinor">[] {
  return (["invoice", "credit-memo"] as const).flatMap((type) => {
    const own = documents.filter((document) => document.type === type);
    const [first] = own;
    if (!first) return [];
    const totalMinor = own.reduce((sum, document) => sum + document.totalMinor, 0n);
    return [{ type, currency: first.currency, totalMinor }];
  });
}

function isFarFrom(now: bigint, before: bigint, percent: bigint): boolean {
  const off = now > before ? now - before : before - now;
  return off * 100n > before * percent;
}

function changeText(now: bigint, before: bigint): string {
  if (before === 0n) return "nothing last time";
  const percent = ((now - before) * 100n) / before;
  return percent > 0n ? `${percent} % more than last time` : `${-percent} % less than last time`;
}
