import type { Command } from "commander";
import type { Vote } from "../billing/approvals/approval.ts";
import { findApprovable } from "../operations/approvals/find-approvable.ts";
import { listApprovals } from "../operations/approvals/list-approvals.ts";
import { voteOnApproval } from "../operations/approvals/vote-on-approval.ts";
import { isRefusal } from "../operations/refusal.ts";
import { printAnswer, printRefusal } from "./answer.ts";
import { approvalListText, decidedText } from "./approval-text.ts";
import type { CliIo } from "./cli-io.ts";
import { delegateVerb } from "./delegate-verb.ts";
import { policyVerb } from "./policy-verb.ts";
import type { Root } from "./root.ts";
import { type CompanyOptions, withCompany, withReader } from "./with-company.ts";

type VoteOptions = CompanyOptions & { readonly total?: string };

/** `billrun approvals`, `approve|reject SUBJECT`, `policy` and `delegate`. */
export function approvalVerbs(program: Command, root: Root, io: CliIo): void {
  common(program.command("approvals"))
    .description("everything that waits for approval")
    .action(async (options: CompanyOptions) => {
      await withReader(root, io, options, async ({ world }, actor) => {
        printAnswer(io, await listApprovals(world, actor), options, approvalListText);
      });
    });
  voteVerb(program, root, io, "approve");
  voteVerb(program, root, io, "reject");
  policyVerb(program, root, io);
  delegateVerb(program, root, io);
}

function voteVerb(program: Command, root: Root, io: CliIo, decision: Vote["decision"]): void {
  const does = decision === "approve" ? "agree to" : "say no to";
  common(program.command(`${decision} <subject> [comment...]`))
    .description(`${does} what waits for approval: BR-12, Q-88, "reversal BR-12", policy`)
    .option("--total <amount>", "the total, where the policy asks approvers to type it")
    .action(async (subject: string, comment: string[], options: VoteOptions) => {
      await withCompany(root, io, options, async ({ world }, actor) => {
        const about = await findApprovable(world, [subject, ...comment].join(" "));
        if (isRefusal(about)) return printRefusal(io, about, options);
        const { rest, ...named } = about;
        const vote = { decision, comment: rest || null, typedTotal: options.total ?? null };
        const voted = await voteOnApproval(world, actor, { ...named, ...vote, digest: null });
        printAnswer(io, voted, options, decidedText);
      });
    });
}

function common(command: Command): Command {
  return command
    .option("--as <member>", "in whose name: id, name or e-mail (or BILLRUN_AS)")
    .option("--json", "print JSON");
}
