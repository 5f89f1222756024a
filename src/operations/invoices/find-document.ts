import { quoteTyped } from "../quote-typed.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { World } from "../world.ts";
import type { CreditableDocument } from "./drafts-books.ts";

/** Longest text that is taken for a number, or told as one. */
const longestNumber = 60;

/** "inv-2026-42" → "INV-2026-000042"; what is no number is in capitals. */
export function fullNumber(typed: string): string {
  const text = typed.trim().slice(0, longestNumber);
  const match = /^(INV|CM)-?(\d{4})-?0*(\d{1,12})$/i.exec(text);
  if (!match) return text.toUpperCase();
  const [, type = "", year = "", position = ""] = match;
  return `${type.toUpperCase()}-${year}-${position.padStart(6, "0")}`;
}

/**
 * The posted document that a person means by a number as people type it, zeros left out. Refuses
 * `document_unknown`, with those that were probably meant.
 */
export async function findDocument(
  world: World,
  typed: string,
): Promise<CreditableDocument | Refusal> {
  const found = await world.books.creditableDocument(fullNumber(typed));
  if (found) return found;
  const asked = typed.trim().slice(0, longestNumber);
  const digits = /(\d{1,12})$/.exec(asked)?.[1]?.replace(/^0+(?=\d)/, "") ?? "";
  const near = await world.books.nearNumbers(digits, 3);
  const remedy = near.length > 0 ? `Did you mean ${near.join(" or ")}?` : "Nothing is posted yet.";
  return refuse("document_unknown", `There is no document ${quoteTyped(asked)}.`, remedy);
}
