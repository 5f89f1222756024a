import type { Approval } from "../../billing/approvals/approval.ts";
import type { LocalDate } from "../../billing/calendar/local-date.ts";
import { requestApprovalOf } from "../approvals/request-approval-of.ts";
import { requirePermission } from "../approvals/require-permission.ts";
import { auditRefusal } from "../audited.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { todayOf } from "../today.ts";
import type { Actor, World } from "../world.ts";
import type { QuoteToInvoice } from "./drafts-books.ts";
import { documentOfQuote, type QuoteAsked, refuseQuote, seenOf } from "./quote-draft.ts";
import { refuseUnknownQuote } from "./quote-subject.ts";
import { refuseFarDay } from "./refuse-far-day.ts";

/** The invoice of a quote as it is asked for. */
export type InvoiceQuote = {
  readonly key: string;
  /** Null: today. */
  readonly invoiceOn: LocalDate | null;
  readonly note: string | null;
  readonly poNumber: string | null;
  /** Slack channel of the request's card; null: none. */
  readonly channel: string | null;
};

/**
 * Makes the draft of a quote's invoice and asks other people to agree to it: one line over the
 * quote's amount, taxed and due by the account's terms. Posted by the last approval, once for each
 * quote. Refuses `role_missing`, `quote_unknown`, `quote_invoiced`, `quote_expired`,
 * `quote_currency`, `tax_rate_unknown`, `days_far_apart`, and what `askForApproval` refuses.
 */
export async function invoiceQuote(
  world: World,
  actor: Actor,
  input: InvoiceQuote,
): Promise<Approval | Refusal> {
  const act = { action: "quote-invoice.request-approval", subject: input.key };
  const row = await findInvoiceable(world, actor, input.key);
  if (isRefusal(row)) return auditRefusal(world, actor, act, row);
  const { note, poNumber, channel } = input;
  const today = await todayOf(world);
  const asked = { invoiceOn: input.invoiceOn ?? today, note, poNumber };
  const seen = refuseFarDay(input.invoiceOn, today) ?? (await seenNow(world, row, asked));
  if (isRefusal(seen)) return auditRefusal(world, actor, act, seen);
  return requestApprovalOf(world, actor, {
    kind: "quote-invoice",
    subject: row.quote.key,
    channel,
    proposal: { ...asked, seen },
  });
}

/**
 * The quote, if it can be invoiced. Refuses `role_missing`, `quote_unknown`, `quote_invoiced`,
 * `quote_expired`, `quote_currency`.
 */
export async function findInvoiceable(
  world: World,
  actor: Actor,
  key: string,
): Promise<QuoteToInvoice | Refusal> {
  const forbidden = requirePermission(actor, "prepare", "make invoices of quotes");
  if (forbidden) return forbidden;
  const row = await world.books.findQuote(key);
  if (!row) return refuseUnknownQuote(key);
  return refuseQuote(row, await todayOf(world)) ?? row;
}

async function seenNow(world: World, row: QuoteToInvoice, asked: QuoteAsked) {
  try {
    return seenOf(row, documentOfQuote(row, await world.books.loadCatalog(), asked));
  } catch (error) {
    // The account names a rate that no import brought.
    const message = error instanceof Error ? error.message : String(error);
    return refuse("tax_rate_unknown", `${message}.`, "Import the tax rate, then ask again.");
  }
}
