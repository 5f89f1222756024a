import { requirePermission } from "../../../operations/approvals/require-permission.ts";
import { listAudit } from "../../../operations/audit/list-audit.ts";
import { readQuestion } from "../../../operations/audit/read-question.ts";
import { verifyAudit } from "../../../operations/audit/verify-audit.ts";
import { isRefusal, refuse } from "../../../operations/refusal.ts";
import { auditMessage, verifiedMessage } from "../../messages/audit-message.ts";
import { nearestWord } from "../../text/nearest-word.ts";
import { typedParts } from "../../text/typed-mentions.ts";
import type { Command } from "./command.ts";

export const audit: Command = {
  name: "audit",
  usage: "audit [n] [of BR-n|@person|word]",
  summary: "who did what, and what was refused",
  detail:
    "The last entries of the audit trail: every click and command, refused ones too. " +
    "/billrun audit 20 of BR-12, audit of @dana, audit launch. `audit verify` walks the chain " +
    "and tells whether a row was changed.",
  run: async ({ world, actor, words, sent }) => {
    if (words === "verify") {
      const no = requirePermission(actor, "examine");
      return no ?? verifiedMessage(await verifyAudit(world, null));
    }
    // With ids for people: names are not always theirs alone.
    const plain = typedParts(sent).map((part) =>
      "person" in part ? part.person : "word" in part ? part.word : part.handle,
    );
    const listed = await listAudit(world, actor, readQuestion(plain.join(" ")));
    if (isRefusal(listed)) return listed;
    if (listed.rows.length === 0 && nearestWord(words, ["verify"])) {
      const message = `The audit trail has nothing about "${words.slice(0, 40)}".`;
      return refuse("audit_word_unknown", message, "Did you mean /billrun audit verify?");
    }
    return auditMessage(listed);
  },
};
