import type { ModalView } from "@slack/web-api";
import { findInvoiceable } from "../../operations/invoices/invoice-quote.ts";
import { isRefusal, type Refusal } from "../../operations/refusal.ts";
import { todayOf } from "../../operations/today.ts";
import type { Actor, World } from "../../operations/world.ts";
import { quoteInvoiceView } from "../modals/quote-invoice-view.ts";

/** The form of a quote's invoice, dated today. */
export async function openQuoteInvoice(
  world: World,
  actor: Actor,
  key: string,
  channel: string | null,
): Promise<ModalView | Refusal> {
  const row = await findInvoiceable(world, actor, key);
  if (isRefusal(row)) return row;
  return quoteInvoiceView(row, await todayOf(world), { subject: row.quote.key, channel });
}
