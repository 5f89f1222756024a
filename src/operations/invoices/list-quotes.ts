import { requirePermission } from "../approvals/require-permission.ts";
import { auditRefusal } from "../audited.ts";
import type { Refusal } from "../refusal.ts";
import { todayOf } from "../today.ts";
import type { Actor, World } from "../world.ts";
import type { QuoteRow } from "./drafts-books.ts";
import { type QuoteState, quoteState } from "./quote-draft.ts";

/** A quote and where it stands today. */
export type ListedQuote = QuoteRow & { readonly state: QuoteState };

/** Quotes, those that can still be invoiced first. Refuses `role_missing`. */
export async function listQuotes(
  world: World,
  actor: Actor,
  { limit }: { readonly limit: number },
): Promise<readonly ListedQuote[] | Refusal> {
  const no = requirePermission(actor, "view", "look at quotes");
  if (no) return auditRefusal(world, actor, { action: "quotes.list", subject: "quotes" }, no);
  const rows = await world.books.listQuotes(limit);
  const today = await todayOf(world);
  return rows.map((row) => ({ ...row, state: quoteState(row, today) }));
}
