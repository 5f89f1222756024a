import type { Command } from "commander";
import { countOf } from "../billing/money/amount-text.ts";
import { freezeBilling } from "../operations/freeze/freeze-billing.ts";
import { type Unfreezing, unfreezeBilling } from "../operations/freeze/unfreeze-billing.ts";
import { printAnswer } from "./answer.ts";
import type { CliIo } from "./cli-io.ts";
import type { Root } from "./root.ts";
import { type CompanyOptions, withCompany } from "./with-company.ts";

/** `billrun freeze|unfreeze`: stop everything that bills by one person, go on by two. */
export function freezeVerbs(program: Command, root: Root, io: CliIo): void {
  common(program.command("freeze [reason...]"))
    .description("stop everything that bills, at once")
    .action(async (reason: string[], options: CompanyOptions) => {
      await withCompany(root, io, options, async ({ world }, actor) => {
        const frozen = await freezeBilling(world, actor, { reason: reason.join(" ") || null });
        printAnswer(io, frozen, options, () => frozenText);
      });
    });
  common(program.command("unfreeze"))
    .description("let billing go on: one person asks, a second one agrees within an hour")
    .action(async (options: CompanyOptions) => {
      await withCompany(root, io, options, async ({ world }, actor) => {
        printAnswer(io, await unfreezeBilling(world, actor), options, unfreezingText);
      });
    });
}

function common(command: Command): Command {
  return command
    .option("--as <member>", "in whose name: id, name or e-mail (or BILLRUN_AS)")
    .option("--json", "print JSON");
}

const frozenText =
  "Billing is frozen: nothing is launched, approved or posted. " +
  "Two of the controllers, approvers and admins lift it: billrun unfreeze.";

function unfreezingText({ lifted, goingOn }: Unfreezing): string {
  if (!lifted) {
    const who = "Another controller, approver or admin";
    return `You asked to lift the freeze. ${who} agrees within an hour.`;
  }
  return goingOn > 0
    ? `Billing goes on, ${countOf(goingOn, "launch", "launches")} with it.`
    : "Billing goes on.";
}
