import { shortDigest } from "../../billing/bill-run/digest.ts";
import { countText } from "../../billing/money/amount-text.ts";
import type { AuditRow } from "../../operations/audit/audit-books.ts";
import type { ListedAudit } from "../../operations/audit/list-audit.ts";
import { auditHeadText, type VerifiedAudit } from "../../operations/audit/verify-audit.ts";
import { context, type SlackMessage, section, table } from "../blocks.ts";
import { plainClockText } from "../text/day-text.ts";
import { fitting } from "../text/fitting.ts";
import { plainName, plainSentence, safeName } from "../text/safe-text.ts";

/** The last rows of the trail as a table, the newest first. */
export function auditMessage({ rows: all, head, of }: ListedAudit): SlackMessage {
  const rows = fitting(all, (row) => cells(row).join(""));
  const about = of === null ? "" : ` about ${safeName(of)}`;
  const [newest] = rows;
  if (!newest) {
    const text = `The audit trail has nothing${about}.`;
    return { text, blocks: [section(text)] };
  }
  const last = rows.length === 1 ? "The last entry" : `The last ${countText(rows.length)} entries`;
  const text = `${last}${about} in the audit trail, newest first. Refused things are in it, too.`;
  const wide = { is_wrapped: true };
  const heading = ["#", "When (UTC), who", "What", "Outcome", "About"];
  const right = { align: "right" as const };
  return {
    text,
    blocks: [
      section(text),
      table([heading, ...rows.map(cells)], [right, wide, {}, {}, wide]),
      ...(head
        ? [context(`The trail stands at \`${auditHeadText(head)}\`. Keep this: ${hint}`)]
        : []),
    ],
  };
}

const hint = "`billrun audit verify --head` proves later that nothing was rewritten.";

function cells(row: AuditRow): readonly string[] {
  const digest = row.digest ? ` (${shortDigest(row.digest)})` : "";
  const via = row.via === "slack" ? "" : `, ${row.via}`;
  return [
    String(row.seq),
    `${shortClock(row.at)}, ${plainName(row.actorName)}${via}`,
    row.action,
    row.outcome,
    plainSentence(`${row.subject}${digest}${detailsText(row)}`),
  ];
}

/** "22 Nov 19:42"; whoever needs the year reads it at the command line. */
function shortClock(instant: string): string {
  return plainClockText(instant).replace(/ \d{4} (\d\d:\d\d) UTC$/, " $1");
}

function detailsText({ details }: AuditRow): string {
  // What is kept as a whole, as a schedule is, says nothing in a cell.
  const isTold = (value: string | number | null) =>
    value !== null && value !== "" && !/^[{[]/.test(String(value));
  const told = Object.entries(details).filter(([, value]) => isTold(value));
  return told.map(([name, value]) => ` · ${name}: ${value}`).join("");
}

/** What walking the chain showed. */
export function verifiedMessage({ rows, sound, broken }: VerifiedAudit): SlackMessage {
  if (broken !== null) {
    const text =
      `Row ${broken} of the audit trail is missing, moved or changed; ${countText(broken - 1)} ` +
      "rows before it are as they were written. Freeze billing with `/billrun freeze`, keep the " +
      "database as it is, and compare it with a backup.";
    return { text, blocks: [section(text)] };
  }
  const stands = sound ? ` It stands at \`${auditHeadText(sound)}\`.` : "";
  const text = `All ${countText(rows)} rows of the audit trail are as they were written.${stands}`;
  return { text, blocks: [section(text)] };
}
