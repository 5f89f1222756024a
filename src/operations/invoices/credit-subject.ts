import { z } from "zod";
import { digestOfDocuments } from "../../billing/bill-run/digest.ts";
import { dayNumber } from "../../billing/calendar/day-number.ts";
import { sayDay } from "../../billing/calendar/say-day.ts";
import { draftDigest } from "../../billing/invoicing/draft-digest.ts";
import { postingsOfDocument } from "../../billing/ledger/posting.ts";
import { amountText } from "../../billing/money/amount-text.ts";
import {
  type ApprovalSubject,
  SubjectChanged,
  type SubjectNow,
} from "../approvals/approval-subject.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import type { World } from "../world.ts";
import { type CreditAsked, creditMemoOf, refuseAsked, refuseCredit } from "./creditable-invoice.ts";
import { daySchema } from "./day-schema.ts";
import type { Draft } from "./draft.ts";
import type { CreditableDocument } from "./drafts-books.ts";
import { findDocument } from "./find-document.ts";
import { sendBack, tellOfDraft } from "./tell-of-draft.ts";
import { endWaitingDraft, waitingDraft } from "./waiting-draft.ts";

/** What a request for a credit keeps; the amount in minor units, as text. */
const proposalSchema = z.object({
  datedOn: daySchema,
  amountMinor: z
    .string()
    .regex(/^\d{1,18}$/)
    .nullable(),
  reason: z.string().nullable(),
});

/** An invoice that is to be credited, whole or in part. Posted by the last approval. */
export const creditSubject: ApprovalSubject = {
  kind: "credit",
  act: "credit",
  permission: "prepare",
  isAskerFree: false,
  load,
  async requested(tx, _world, approval, by) {
    const asked = readProposal(approval.proposal);
    const found = await tx.creditableDocument(approval.subject);
    if (!asked || !found) throw new SubjectChanged(approval.subject);
    await tx.insertDraft({
      kind: "credit",
      subject: approval.subject,
      runId: null,
      documentId: found.document.id,
      quote: null,
      amountMinor: asked.amountMinor,
      datedOn: asked.datedOn,
      note: asked.reason,
      poNumber: null,
      digest: approval.digest,
      madeBy: by.member.id,
      madeAt: approval.requestedAt,
    });
  },
  async approved(tx, world, approval, by) {
    const draft = await waitingDraft(tx, approval);
    const account = await tx.creditableDocument(approval.subject);
    if (account) await tx.lockPayer(account.document.account);
    // Read again under the lock: a run may have billed, or somebody credited, a moment before.
    const found = account && (await tx.creditableDocument(approval.subject));
    const asked = askedBy(draft);
    if (!found || digestOf(found, asked) !== approval.digest) {
      throw new SubjectChanged(approval.subject);
    }
    const at = world.clock.now();
    const end = { by: by.member.name, because: null, at };
    if (!(await tx.moveDraft(draft.id, "waiting", "posted", end))) {
      throw new SubjectChanged(approval.subject);
    }
    const document = creditMemoOf(found, asked);
    const { id } = found.document;
    const whole = { documentId: id, lineIds: found.lineIds };
    const undoes = asked.amountMinor === null ? whole : null;
    const postings = postingsOfDocument(document);
    const posting = { document, postings, undoes, settles: id, quote: found.quote };
    const posted = await tx.postDraft(draft, [posting], [], at);
    if (!posted) throw new Error(`the credit of ${approval.subject} posted nothing`);
    await tellOfDraft(tx, world, approval, by, document, posted.first);
  },
  async rejected(tx, world, approval, by) {
    await sendBack(tx, world, approval, by, `/billrun credit ${approval.subject}`);
  },
  async voided(tx, world, approval) {
    const why = "What it was about changed.";
    await endWaitingDraft(tx, world, approval, "void", "billrun", why);
  },
  async expired(tx, world, approval) {
    await endWaitingDraft(tx, world, approval, "void", "billrun", "Nobody agreed in time.");
  },
};

function readProposal(proposal: unknown): CreditAsked | null {
  const { data } = proposalSchema.safeParse(proposal);
  if (!data) return null;
  const amountMinor = data.amountMinor === null ? null : BigInt(data.amountMinor);
  return { datedOn: data.datedOn, amountMinor, reason: data.reason };
}

function askedBy({ datedOn, amountMinor, note }: Draft): CreditAsked {
  return { datedOn, amountMinor, reason: note };
}

/** Null where it can't be credited so (any more). */
function digestOf(found: CreditableDocument, asked: CreditAsked): string | null {
  if (refuseCredit(found) ?? refuseAsked(found, asked)) return null;
  const memo = digestOfDocuments([creditMemoOf(found, asked)], []);
  return draftDigest("credit", found.document.number, memo);
}

async function load(
  world: World,
  subject: string,
  proposal: unknown,
): Promise<SubjectNow | Refusal> {
  const found = await findDocument(world, subject);
  if (isRefusal(found)) return found;
  const asked = readProposal(proposal);
  const { currency, totalMinor, account } = found.document;
  const [customer] = await world.books.findAccounts([account]);
  return {
    label: `Credit of ${subject} for ${customer?.name ?? account}`,
    amounts: [{ currency, minor: asked?.amountMinor ?? totalMinor }],
    lines: asked ? linesOf(found, asked) : [],
    digest: asked && digestOf(found, asked),
    excluded: [],
    segments: customer?.segment === undefined ? null : [customer.segment],
  };
}

function linesOf(found: CreditableDocument, asked: CreditAsked): readonly string[] {
  const { amountMinor, datedOn, reason } = asked;
  const dated = `1 credit memo, dated ${sayDay(dayNumber(datedOn))}.`;
  const what =
    amountMinor === null
      ? wholeLines(found)
      : ["An amount as goodwill, its part of the tax included: nothing is billed again for it."];
  return [dated, ...what, ...(reason === null ? [] : [`Reason: ${reason}`])];
}

function wholeLines({ document, quote, openMinor }: CreditableDocument): readonly string[] {
  const again =
    quote === null
      ? "what it billed is due again for the next run"
      : `quote ${quote} is not invoiced again`;
  const lines = [`The whole invoice: ${again}.`];
  const settledMinor = document.totalMinor - openMinor;
  if (settledMinor > 0n) {
    const settled = amountText(settledMinor, document.currency);
    lines.push(`${settled} of it is settled already, and stays as credit of the account.`);
  }
  return lines;
}
