import {
  creditDay,
  creditInvoice,
  findCreditable,
  refuseAmountInReason,
} from "../../../operations/invoices/credit-invoice.ts";
import { isRefusal, refuse } from "../../../operations/refusal.ts";
import { draftNotice } from "../../messages/draft-notice.ts";
import { creditInvoiceView } from "../../modals/credit-invoice-view.ts";
import type { Command } from "./command.ts";

export const credit: Command = {
  name: "credit",
  makesRun: true,
  usage: "credit NUMBER [reason]",
  summary: "credit an invoice, whole or in part",
  detail:
    "Asks somebody else to agree. A whole invoice's periods are due again; an amount is " +
    "goodwill, and nothing is billed again for it. With a reason the whole invoice is credited; " +
    "without one it opens a form. INV-2026-42 is enough for INV-2026-000042.",
  form: {
    opensFor: (words) => words !== "" && !words.includes(" "),
    title: "Credit an invoice",
    open: async ({ world, actor, words, channel }) => {
      const found = await findCreditable(world, actor, words);
      if (isRefusal(found)) return found;
      const subject = found.document.number;
      return creditInvoiceView(found, await creditDay(world, found), { subject, channel });
    },
  },
  run: async ({ world, actor, words, channel }) => {
    const [number = "", ...rest] = words.split(" ");
    if (number === "") {
      const example = "Write /billrun credit INV-2026-000042.";
      return refuse("document_number_missing", "Which invoice?", example);
    }
    const reason = rest.join(" ") || null;
    const remedy =
      `For a part of it write /billrun credit ${number} alone and fill in the form; ` +
      "for the whole of it begin the reason with a word.";
    const no = refuseAmountInReason(reason ?? "", remedy);
    if (no) return no;
    const asked = { number, amount: null, reason, datedOn: null, channel };
    const approval = await creditInvoice(world, actor, asked);
    return isRefusal(approval) ? approval : draftNotice(approval);
  },
};
