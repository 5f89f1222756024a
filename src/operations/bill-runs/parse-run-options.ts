import type { RunOptions } from "../../billing/bill-run/proposal.ts";
import { minorDigits } from "../../billing/money/currency.ts";
import { parseAmount } from "../../billing/money/format-amount.ts";
import { quoteTyped } from "../quote-typed.ts";
import { type Refusal, refuse } from "../refusal.ts";

/** The words of a command that choose how documents are made, with what each may say. */
export const optionWords = {
  documents: ["account", "subscription"],
  credits: ["net", "separate", "keep-back"],
  zero: ["issue", "skip"],
} as const;

/**
 * Reads one option as it is typed: `documents:subscription`, `credits:keep-back`, `zero:issue`,
 * `minimum:10.00USD,8EUR`. Null where the word is no option. Refuses `filter_invalid`.
 */
export function parseRunOption(name: string, value: string): RunOptions | Refusal | null {
  if (name === "minimum") {
    const minimum = parseMinimum(value);
    return "refusal" in minimum ? minimum : { minimumInvoice: minimum.amounts };
  }
  if (!Object.hasOwn(optionWords, name)) return null;
  const known: readonly string[] = optionWords[name as keyof typeof optionWords];
  const chosen = value.toLowerCase();
  if (!known.includes(chosen)) {
    const remedy = `Write ${known.map((word) => `${name}:${word}`).join(" or ")}.`;
    return refuse(
      "filter_invalid",
      `${quoteTyped(value)} is nothing that ${name}: can be.`,
      remedy,
    );
  }
  if (name === "documents") return { documentsPer: chosen as "account" };
  if (name === "credits") return { creditMemos: chosen as "net" };
  return { zeroInvoices: chosen as "issue" };
}

/**
 * Reads least amounts by currency, "10.00 USD, 1000 JPY" or "10.00USD,1000JPY"; "none" is a minimum
 * that no invoice is below. Refuses `filter_invalid`.
 */
export function parseMinimum(
  text: string,
): { readonly amounts: Readonly<Record<string, string>> } | Refusal {
  if (text.trim().toLowerCase() === "none") return { amounts: {} };
  const amounts: Record<string, string> = {};
  for (const part of text.split(/[,;]/).map((one) => one.trim())) {
    const match = /^(\d{1,12}(?:\.\d{1,4})?)\s*([A-Za-z]{3})$/.exec(part);
    const [amount = "", currency = ""] = [match?.[1], match?.[2]?.toUpperCase()];
    if (!match || minorDigits(currency) === undefined) {
      const remedy = "Write an amount with its currency, as in 10.00 USD.";
      return refuse("filter_invalid", `${quoteTyped(part)} is no least amount.`, remedy);
    }
    if (parseAmount(amount, currency) === null) {
      const message = `${amount} is finer than ${currency} can be paid.`;
      return refuse("filter_invalid", message, "Leave out the last digits.");
    }
    amounts[currency] = amount;
  }
  return { amounts };
}
