import { findReversible, reverseBillRun } from "../../../operations/bill-runs/reverse-bill-run.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { draftNotice } from "../../messages/draft-notice.ts";
import { reverseRunView } from "../../modals/reverse-run-view.ts";
import { type Command, runNumberIn } from "./command.ts";

const usage = "reverse BR-n";

export const reverse: Command = {
  name: "reverse",
  makesRun: true,
  usage: "reverse BR-n [reason]",
  summary: "take back everything a run posted",
  detail:
    "Asks somebody else to agree: a credit memo for each invoice, an invoice for each credit " +
    "memo, and what was billed is due again. Without a reason it opens a form.",
  form: {
    opensFor: (words) => words !== "" && !words.includes(" "),
    title: "Reverse a run",
    open: async ({ world, actor, words, channel }) => {
      const number = runNumberIn(words, usage);
      if (isRefusal(number)) return number;
      const plan = await findReversible(world, actor, number);
      if (isRefusal(plan)) return plan;
      return reverseRunView(plan, { subject: `BR-${number}`, channel });
    },
  },
  run: async ({ world, actor, words, channel }) => {
    const number = runNumberIn(words, usage);
    if (isRefusal(number)) return number;
    const reason = words.split(" ").slice(1).join(" ") || null;
    const asked = { number, reason, datedOn: null, channel };
    const approval = await reverseBillRun(world, actor, asked);
    return isRefusal(approval) ? approval : draftNotice(approval);
  },
};
