import { runLabel } from "../billing/bill-run/bill-run.ts";
import { shortDigest } from "../billing/bill-run/digest.ts";
import type { AccountOutcome } from "../billing/bill-run/proposal.ts";
import type { CurrencyTotals } from "../billing/invoicing/totals.ts";
import { formatMinor } from "../billing/money/format-amount.ts";
import { groupDigits } from "../billing/money/group-digits.ts";
import type { BillRunView } from "../operations/bill-runs/bill-run-view.ts";
import type { World } from "../operations/world.ts";

/** The first run when it was previewed and when it had ended, and the second run's preview. */
export type StoryViews = Readonly<Record<"previewed" | "ended" | "again", BillRunView>>;

const outcomes: readonly AccountOutcome[] = ["billed", "nothing-due", "excluded", "parked", "held"];

/**
 * Prints what stands in the books now, held against what was seen before, and says whether all of
 * it is sound: approved and billed are the same, nothing is billed twice, and no promise is broken.
 */
export async function summarise(
  world: World,
  views: StoryViews,
  print: (text: string) => void,
): Promise<{ readonly isSound: boolean }> {
  const { previewed, ended, again } = views;
  const breaches = await world.books.checkInvariants();
  const isSame = previewed.run.digest !== null && previewed.run.digest === ended.run.digest;
  const digest = shortDigest(ended.run.digest ?? "");
  const approved = shortDigest(previewed.run.digest ?? "");
  const state = ended.run.state.replaceAll("-", " ");
  print(
    [
      `${runLabel(ended.run)} is ${state}:`,
      ...ended.totals.map((row) => `  ${totalText(row)}`),
      `  ${accountsText(ended)}`,
      isSame
        ? `What was approved is what was billed (${digest}).`
        : `What was billed (${digest}) is NOT what was approved (${approved}).`,
      `A second run for the same day bills ${countOf(again.counts.billed, "account")}.`,
      breaches.length === 0
        ? "billrun doctor: the books balance, and every promise holds."
        : `billrun doctor: ${breaches.map((row) => `${row.invariant} ${row.message}`).join("; ")}`,
    ].join("\n"),
  );
  return { isSound: breaches.length === 0 && isSame && again.counts.billed === 0 };
}

function totalText(row: CurrencyTotals): string {
  const amount = groupDigits(formatMinor(row.invoicedMinor, row.currency));
  const memos =
    row.creditMemos > 0
      ? `, ${groupDigits(formatMinor(row.creditedMinor, row.currency))} given back in ` +
        countOf(row.creditMemos, "credit memo")
      : "";
  return `${amount.padStart(14)} ${row.currency} in ${countOf(row.invoices, "invoice")}${memos}`;
}

function accountsText({ counts }: BillRunView): string {
  const parts = outcomes
    .filter((name) => counts[name] > 0)
    .map((name) => `${groupDigits(String(counts[name]))} ${name.replace("-", " ")}`);
  return `${countOf(counts.eligible, "account")} = ${parts.join(" + ")}`;
}

function countOf(count: number, one: string): string {
  return `${groupDigits(String(count))} ${count === 1 ? one : `${one}s`}`;
}
