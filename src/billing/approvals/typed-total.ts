import { formatMinor } from "../money/format-amount.ts";
import type { ApprovalAmount } from "./approval.ts";

/**
 * Whether a person typed an amount: "316,985.75", "316985.75", "316.985,75" and "316 985,75 USD"
 * all say 316,985.75 USD. Separators are forgiven, and the minus of what is credited;
 * digits are not. A whole amount needs no cents.
 */
export function saysAmount(typed: string, amount: ApprovalAmount): boolean {
  const text = typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(new RegExp(`^\\s*${amount.currency}|${amount.currency}\\s*$`), "")
    .replace(/[\s'’_]/g, "")
    .replace(amount.minor < 0n ? /^[-−–]/ : /^$/, "");
  if (!/^\d[\d.,]*$/.test(text) || /[.,]{2}|[.,]$/.test(text)) return false;
  const minor = amount.minor < 0n ? -amount.minor : amount.minor;
  const [whole = "", decimals = ""] = formatMinor(minor, amount.currency).split(".");
  const last = Math.max(text.lastIndexOf("."), text.lastIndexOf(","));
  const isWhole = /^0*$/.test(decimals) && digits(text) === whole && isGrouped(text);
  if (last < 0 || isWhole) return isWhole;
  return text.slice(last + 1) === decimals && isGrouped(text.slice(0, last), whole);
}

/** What is typed, in words: "total", or "credited total" of what mostly gives back. */
export function typedName({ minor }: ApprovalAmount): string {
  return minor < 0n ? "credited total" : "total";
}

function digits(text: string): string {
  return text.replace(/\D/g, "").replace(/^0+(?=\d)/, "");
}

/** Groups of three behind the first, or none (two and three, as in India, are taken too). */
function isGrouped(text: string, whole?: string): boolean {
  if (whole !== undefined && digits(text) !== whole) return false;
  return /^\d+$|^\d{1,3}([.,]\d{2,3})*[.,]\d{3}$/.test(text);
}
