import { postingsOfDocument } from "../../billing/ledger/posting.ts";
import {
  type ApprovalSubject,
  SubjectChanged,
  type SubjectNow,
} from "../approvals/approval-subject.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { todayIn, todayOf } from "../today.ts";
import type { World } from "../world.ts";
import type { Draft } from "./draft.ts";
import {
  changesBetween,
  documentOfQuote,
  type QuoteAsked,
  quoteDigest,
  quoteLines,
  quoteProposalSchema,
  refuseQuote,
  seenOf,
} from "./quote-draft.ts";
import { sendBack, tellOfDraft } from "./tell-of-draft.ts";
import { endWaitingDraft, waitingDraft } from "./waiting-draft.ts";

/** The invoice of a quote. Posted, as it was approved, by the last approval. */
export const quoteSubject: ApprovalSubject = {
  kind: "quote-invoice",
  act: "quote-invoice",
  permission: "prepare",
  isAskerFree: false,
  load,
  async requested(tx, _world, approval, by) {
    const asked = quoteProposalSchema.safeParse(approval.proposal).data;
    if (!asked) throw new SubjectChanged(approval.subject);
    await tx.insertDraft({
      kind: "quote-invoice",
      subject: approval.subject,
      runId: null,
      documentId: null,
      quote: approval.subject,
      amountMinor: null,
      datedOn: asked.invoiceOn,
      note: asked.note,
      poNumber: asked.poNumber,
      digest: approval.digest,
      madeBy: by.member.id,
      madeAt: approval.requestedAt,
    });
  },
  async approved(tx, world, approval, by) {
    const draft = await waitingDraft(tx, approval);
    const catalog = await tx.currentCatalog();
    const row = await tx.findQuote(approval.subject);
    const asked = askedBy(draft);
    const today = todayIn(world, catalog.settings.timeZone);
    if (!row || refuseQuote(row, today)) throw new SubjectChanged(approval.subject);
    const document = documentOfQuote(row, catalog, asked);
    if (quoteDigest(row, document, asked) !== approval.digest) {
      throw new SubjectChanged(approval.subject);
    }
    const at = world.clock.now();
    const end = { by: by.member.name, because: null, at };
    if (!(await tx.moveDraft(draft.id, "waiting", "posted", end))) {
      throw new SubjectChanged(approval.subject);
    }
    const postings = postingsOfDocument(document);
    const { key: quote } = row.quote;
    const posting = { document, postings, undoes: null, settles: null, quote };
    const posted = await tx.postDraft(draft, [posting], [], at);
    if (!posted) throw new Error(`the invoice of ${approval.subject} was not posted`);
    await tellOfDraft(tx, world, approval, by, document, posted.first);
  },
  async rejected(tx, world, approval, by) {
    await sendBack(tx, world, approval, by, `/billrun quotes ${approval.subject}`);
  },
  async voided(tx, world, approval) {
    await endWaitingDraft(tx, world, approval, "void", "billrun", "It changed.");
  },
  async expired(tx, world, approval) {
    await endWaitingDraft(tx, world, approval, "void", "billrun", "Nobody agreed in time.");
  },
};

function askedBy({ datedOn, note, poNumber }: Draft): QuoteAsked {
  return { invoiceOn: datedOn, note, poNumber };
}

/** Refuses `quote_unknown`, and `quote_changed` where it is not what approvers were shown. */
async function load(
  world: World,
  subject: string,
  proposal: unknown,
): Promise<SubjectNow | Refusal> {
  const row = await world.books.findQuote(subject);
  if (!row) return refuseUnknownQuote(subject);
  const { quote, payer } = row;
  const label = `Quote ${quote.key} for ${payer.name}`;
  const asked = quoteProposalSchema.safeParse(proposal).data;
  const segments = payer.segment === undefined ? null : [payer.segment];
  const now = { label, excluded: [], segments };
  if (!asked || refuseQuote(row, await todayOf(world))) {
    return { ...now, amounts: [], lines: [], digest: null };
  }
  const document = documentOfQuote(row, await world.books.loadCatalog(), asked);
  const seen = seenOf(row, document);
  const changes = changesBetween(asked.seen, seen);
  if (changes.length > 0) {
    return refuse(
      "quote_changed",
      `${label} changed since approval was asked for: ${changes.join("; ")}.`,
      `Nothing is posted. Ask again with /billrun quotes ${quote.key}.`,
    );
  }
  return {
    ...now,
    amounts: [{ currency: document.currency, minor: document.totalMinor }],
    lines: quoteLines(seen, asked),
    digest: quoteDigest(row, document, asked),
  };
}

/** The refusal `quote_unknown`. */
export function refuseUnknownQuote(key: string): Refusal {
  return refuse("quote_unknown", `There is no quote ${key}.`, "See /billrun quotes for all.");
}
