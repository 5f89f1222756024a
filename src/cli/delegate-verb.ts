import type { Command } from "commander";
import { delegateVotes, type NamedDelegation } from "../operations/approvals/delegate-votes.ts";
import { endDelegation } from "../operations/approvals/end-delegation.ts";
import { isRefusal } from "../operations/refusal.ts";
import { actAs } from "./act-as.ts";
import { printAnswer, printRefusal } from "./answer.ts";
import type { CliIo } from "./cli-io.ts";
import type { Root } from "./root.ts";
import { sayInstant } from "./say-instant.ts";
import { type CompanyOptions, withCompany } from "./with-company.ts";

type DelegateOptions = CompanyOptions & { readonly from?: string; readonly until: string };

/** `billrun delegate to MEMBER --until DAY` and `billrun delegate off`. */
export function delegateVerb(program: Command, root: Root, io: CliIo): void {
  const delegate = program
    .command("delegate")
    .description("let somebody vote for you while you are away");
  common(delegate.command("to <member>"))
    .description("they vote with your roles on what you could vote on")
    .requiredOption("--until <day>", "the last day of the absence")
    .option("--from <day>", "its first day; now unless given")
    .action(async (name: string, options: DelegateOptions) => {
      await withCompany(root, io, options, async ({ world }, actor) => {
        const to = await actAs(world, name);
        if (isRefusal(to)) return printRefusal(io, to, options);
        const { from: fromOn = null, until: untilOn } = options;
        const wanted = { toMember: to.member.id, fromOn, untilOn };
        printAnswer(io, await delegateVotes(world, actor, wanted), options, delegatedText);
      });
    });
  common(delegate.command("off"))
    .description("vote yourself again")
    .action(async (options: CompanyOptions) => {
      await withCompany(root, io, options, async ({ world }, actor) => {
        const ended = await endDelegation(world, actor);
        printAnswer(io, ended, options, () => "You vote yourself again.");
      });
    });
}

function delegatedText({ toName, fromAt, untilAt }: NamedDelegation): string {
  return `${toName} votes for you from ${sayInstant(fromAt)} until ${sayInstant(untilAt)}.`;
}

function common(command: Command): Command {
  return command
    .option("--as <member>", "in whose name: id, name or e-mail (or BILLRUN_AS)")
    .option("--json", "print JSON");
}
