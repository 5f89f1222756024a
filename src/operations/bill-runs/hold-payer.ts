import { emptyDigest } from "../../billing/bill-run/digest.ts";
import type { Proposal } from "../../billing/bill-run/proposal.ts";
import { formatMinor } from "../../billing/money/format-amount.ts";
import { groupDigits } from "../../billing/money/group-digits.ts";
import type { ChunkPayer, PayerOutcome } from "../book-records.ts";

/**
 * Whether what would be billed now is what was approved. A payer that was parked in the preview was
 * not approved, even if it could be billed by now.
 */
export function isAsApproved(payer: ChunkPayer, proposal: Proposal): boolean {
  return payer.approvedDigest !== null && payer.approvedDigest === proposal.digest;
}

/** Bills nothing to a payer that changed since its approval, or was parked then. */
export function heldOutcome(payer: ChunkPayer, proposal: Proposal): PayerOutcome {
  const wasParked = [...payer.previewed.values()].includes("parked");
  if (wasParked) {
    const reason = "could not be billed when the run was previewed";
    return parkedOutcome(payer, reason, "parked_in_preview");
  }
  const { key, name } = payer.facts.payer;
  const why = whyHeld(payer, proposal);
  return emptyOutcome(payer, (account) => {
    if (payer.previewed.get(account) === "excluded") return null;
    // The amounts are those of the whole document, so they stand with the account that pays it.
    const reason = account === key ? why.reason : `${why.short}, like ${name}, which pays for it`;
    return { result: "held", reasonCode: why.code, reason };
  });
}

function whyHeld(payer: ChunkPayer, proposal: Proposal) {
  if (proposal.digest === emptyDigest && payer.facts.billed.length > 0) {
    const reason =
      "billed by another run after the approval, so nothing of this run is left to bill";
    return { code: "billed_meanwhile", short: "billed by another run", reason };
  }
  const short = "changed after approval";
  return { code: "changed_after_approval", short, reason: changeSentence(payer, proposal) };
}

/** Sets a payer aside that can't be billed, with the reason and its code. */
export function parkedOutcome(
  payer: ChunkPayer,
  reason: string,
  reasonCode = "not_billable",
): PayerOutcome {
  return emptyOutcome(payer, () => ({ result: "parked", reasonCode, reason }));
}

type Aside = Pick<PayerOutcome["results"][number], "result" | "reasonCode" | "reason">;

function emptyOutcome(payer: ChunkPayer, asideOf: (account: string) => Aside | null): PayerOutcome {
  const excluded: Aside = {
    result: "excluded",
    reasonCode: "not_selected",
    reason: "not among the accounts that the run selects",
  };
  return {
    payer: payer.facts.payer.key,
    results: payer.facts.accounts.map(({ key }) => ({
      account: key,
      ...(asideOf(key) ?? excluded),
    })),
    digest: emptyDigest,
    findings: [],
    documents: [],
    silentLines: [],
    previousMinor: payer.previousInvoiceMinor,
  };
}

/** "changed after approval: 40.00 USD then, 80.00 USD now, +40.00". */
function changeSentence(payer: ChunkPayer, proposal: Proposal): string {
  const { currency } = payer.facts.payer;
  const now = proposal.documents.reduce(
    (sum, { type, totalMinor }) => sum + (type === "invoice" ? totalMinor : -totalMinor),
    0n,
  );
  const then = payer.approvedMinor ?? 0n;
  const off = now - then;
  if (off === 0n) return "changed after approval: the same total, but other lines";
  const sign = off > 0n ? "+" : "−";
  const amount = (minor: bigint) => groupDigits(formatMinor(minor < 0n ? -minor : minor, currency));
  const signed = (minor: bigint) => `${minor < 0n ? "−" : ""}${amount(minor)} ${currency}`;
  return `changed after approval: ${signed(then)} then, ${signed(now)} now, ${sign}${amount(off)}`;
}
