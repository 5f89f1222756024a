import type { Command } from "commander";
import { type ListedAudit, listAudit } from "../operations/audit/list-audit.ts";
import { readQuestion } from "../operations/audit/read-question.ts";
import {
  auditHeadText,
  readAuditHead,
  type VerifiedAudit,
  verifyAudit,
} from "../operations/audit/verify-audit.ts";
import { refuse } from "../operations/refusal.ts";
import { printAnswer, printRefusal } from "./answer.ts";
import type { CliIo } from "./cli-io.ts";
import { startProgress } from "./progress.ts";
import type { Root } from "./root.ts";
import { sayInstant } from "./say-instant.ts";
import { textTable } from "./text-table.ts";
import { type CompanyOptions, withReader } from "./with-company.ts";

/** Rows for scripts; more are read in steps, by their places. */
const mostRows = 10_000;

type VerifyOptions = CompanyOptions & { readonly head?: string };

/** `billrun audit verify|list`: whether the trail is as it was written, and what stands in it. */
export function auditVerb(program: Command, root: Root, io: CliIo): void {
  const audit = program.command("audit").description("the audit trail: who did what");
  audit
    .command("verify")
    .description("walk the chain of rows; exit status 1 and the first broken row if one is")
    .option("--head <seq:hash>", "a head kept earlier: proves that nothing before was rewritten")
    .option("--json", "print JSON")
    .action((options: VerifyOptions) => verify(root, io, options));
  audit
    .command("list [words...]")
    .description("the latest rows: 20, of BR-12, of @dana, 20 of launch")
    .option("--json", "print JSON")
    .action(async (words: string[], options: CompanyOptions) => {
      await withReader(root, io, options, async ({ world }, actor) => {
        const listed = await listAudit(world, actor, readQuestion(words.join(" "), mostRows));
        printAnswer(io, listed, options, listText);
      });
    });
}

async function verify(root: Root, io: CliIo, options: VerifyOptions): Promise<void> {
  const kept = options.head === undefined ? null : readAuditHead(options.head);
  if (options.head !== undefined && kept === null) {
    const message = `"${options.head}" is no head of a trail.`;
    const remedy = "Write it as it was printed: 4711:9f2c…, with all 64 letters.";
    printRefusal(io, refuse("audit_head_invalid", message, remedy), options);
    return;
  }
  await withReader(root, io, options, async ({ world }) => {
    const head = await world.books.auditHead();
    const bar = startProgress("Audit trail", head?.seq ?? 0, "rows");
    const verified = await verifyAudit(world, kept, (rows) => bar.update(rows));
    bar.stop();
    if (verified.broken !== null || verified.keepsHead === false) io.status = 1;
    printAnswer(io, verified, options, (found) => verifiedText(found, options.head ?? ""));
  });
}

function verifiedText({ rows, sound, broken, keepsHead }: VerifiedAudit, head: string): string {
  const lines: string[] = [];
  if (broken === null) lines.push(`All ${rows} rows are as they were written.`);
  else {
    lines.push(
      `Row ${broken} is missing, moved or changed; the ${broken - 1} before it are sound.`,
    );
    lines.push("Freeze billing (billrun freeze) and compare the database with a backup.");
  }
  if (keepsHead === true) lines.push(`It has the head that was kept, ${head}.`);
  if (keepsHead === false) {
    lines.push(`It has NOT the head that was kept, ${head}: the trail was rewritten since.`);
  }
  if (sound) lines.push(`Head: ${auditHeadText(sound)}`);
  return lines.join("\n");
}

function listText({ rows, head }: ListedAudit): string {
  if (rows.length === 0) return "There is nothing of that in the trail.";
  const cells = rows.map((row) => [
    String(row.seq),
    sayInstant(row.at),
    row.actorName,
    row.via,
    row.action,
    row.subject,
    row.outcome,
    detailsText(row.details),
  ]);
  const heading = ["#", "When", "Who", "By", "What", "About", "Outcome", ""];
  const left = "left" as const;
  const table = textTable([heading, ...cells], ["right", left, left, left, left, left, left, left]);
  return `${table}${head ? `Head: ${auditHeadText(head)}` : ""}`;
}

function detailsText(details: ListedAudit["rows"][number]["details"]): string {
  return Object.entries(details)
    .flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]))
    .join(", ")
    .slice(0, 120);
}
