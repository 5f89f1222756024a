import type { Approval } from "../../billing/approvals/approval.ts";
import type { LocalDate } from "../../billing/calendar/local-date.ts";
import { parseAmount } from "../../billing/money/format-amount.ts";
import { requestApprovalOf } from "../approvals/request-approval-of.ts";
import { requirePermission } from "../approvals/require-permission.ts";
import { auditRefusal } from "../audited.ts";
import { quoteTyped } from "../quote-typed.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { laterDay, todayOf } from "../today.ts";
import type { Actor, World } from "../world.ts";
import { type CreditAsked, refuseAsked, refuseCredit } from "./creditable-invoice.ts";
import type { CreditableDocument } from "./drafts-books.ts";
import { findDocument, fullNumber } from "./find-document.ts";
import { refuseFarDay } from "./refuse-far-day.ts";

/** What is to be credited, and why. */
export type CreditInvoice = {
  readonly number: string;
  /** As typed, in the invoice's currency, tax included, as goodwill; null: the whole invoice. */
  readonly amount: string | null;
  readonly reason: string | null;
  /** The day on the credit memo; null: today, or the invoice's own date if that is later. */
  readonly datedOn: LocalDate | null;
  /** Slack channel of the request's card; null: none. */
  readonly channel: string | null;
};

/**
 * Words behind an invoice's number that begin with an amount: taken for the reason, they would
 * credit the whole invoice. Refuses with `amount_in_reason`; null where they are a reason.
 */
export function refuseAmountInReason(words: string, remedy: string): Refusal | null {
  if (!/^(?:[+−-]|[A-Z]{3}\b|\p{Sc}|\s)*\d/u.test(words)) return null;
  const message = "That begins with an amount, and with a reason the whole invoice is credited.";
  return refuse("amount_in_reason", message, remedy);
}

/**
 * Asks other people to agree to a credit memo: over a whole invoice, whose periods are due again,
 * or over an amount as goodwill. Posted by the last approval. Refuses `role_missing`,
 * `document_unknown`, `document_not_invoice`, `invoice_reversed`, `nothing_to_credit`,
 * `amount_invalid`, `credit_above_open`, `bill_run_built_on`, `day_before_invoice`,
 * `days_far_apart`, and what `askForApproval` refuses.
 */
export async function creditInvoice(
  world: World,
  actor: Actor,
  input: CreditInvoice,
): Promise<Approval | Refusal> {
  const act = { action: "credit.request-approval", subject: fullNumber(input.number) };
  const found = await findCreditable(world, actor, input.number);
  if (isRefusal(found)) return auditRefusal(world, actor, act, found);
  const usual = await creditDay(world, found);
  const asked = refuseFarDay(input.datedOn, usual) ?? readAsked(usual, input, found);
  const no = isRefusal(asked) ? asked : refuseAsked(found, asked);
  if (no) return auditRefusal(world, actor, act, no);
  if (isRefusal(asked)) return asked;
  return requestApprovalOf(world, actor, {
    kind: "credit",
    subject: found.document.number,
    channel: input.channel,
    proposal: {
      datedOn: asked.datedOn,
      amountMinor: asked.amountMinor?.toString() ?? null,
      reason: asked.reason,
    },
  });
}

/**
 * The invoice as a credit finds it, by its number as people type it. Refuses `role_missing`,
 * `document_unknown`, `document_not_invoice`, `invoice_reversed`, `nothing_to_credit`.
 */
export async function findCreditable(
  world: World,
  actor: Actor,
  number: string,
): Promise<CreditableDocument | Refusal> {
  const forbidden = requirePermission(actor, "prepare", "credit invoices");
  if (forbidden) return forbidden;
  const found = await findDocument(world, number);
  return isRefusal(found) ? found : (refuseCredit(found) ?? found);
}

/** The day that a credit memo bears unless another is chosen: today, or the invoice's if later. */
export async function creditDay(
  world: World,
  { document }: CreditableDocument,
): Promise<LocalDate> {
  return laterDay(document.invoiceOn, await todayOf(world));
}

function readAsked(
  usual: LocalDate,
  { amount, reason, datedOn }: CreditInvoice,
  found: CreditableDocument,
): CreditAsked | Refusal {
  const { document } = found;
  const day = datedOn ?? usual;
  if (amount === null) return { datedOn: day, amountMinor: null, reason };
  const amountMinor = parseAmount(withoutGroups(amount.trim()), document.currency);
  if (amountMinor !== null && amount.length <= 20) return { datedOn: day, amountMinor, reason };
  return refuse(
    "amount_invalid",
    `${quoteTyped(amount)} is no amount in ${document.currency}.`,
    "Write it like 1,250.00, tax included.",
  );
}

/** "1,250.00" → "1250.00". A comma elsewhere stays, and is refused: "12,50" is not 1,250. */
function withoutGroups(text: string): string {
  return /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(",", "") : text;
}
