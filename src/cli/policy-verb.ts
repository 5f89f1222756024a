import type { Command } from "commander";
import { writePolicy } from "../billing/approvals/policy-content.ts";
import { proposePolicy } from "../operations/approvals/propose-policy.ts";
import { showPolicy } from "../operations/approvals/show-policy.ts";
import { isRefusal, refuse } from "../operations/refusal.ts";
import { printAnswer, printRefusal } from "./answer.ts";
import { policyText } from "./approval-text.ts";
import type { CliIo } from "./cli-io.ts";
import type { Root } from "./root.ts";
import { decodeUtf8, unreadableFile } from "./unreadable-file.ts";
import { type CompanyOptions, withCompany, withReader } from "./with-company.ts";

/** `billrun policy`: who must agree to what, and a change of it from a JSON file. */
export function policyVerb(program: Command, root: Root, io: CliIo): void {
  const policy = program.command("policy").description("who must agree to what");
  common(policy.command("show"))
    .description("the approval policy; with --json in the form that `propose` takes")
    .action(async (options: CompanyOptions) => {
      await withReader(root, io, options, async ({ world }, actor) => {
        const view = await showPolicy(world, actor);
        if (isRefusal(view) || !options.json) return printAnswer(io, view, options, policyText);
        printAnswer(io, writePolicy(view.policy), options, String);
      });
    });
  common(policy.command("propose <file>"))
    .description("ask other people to agree to another policy, as `policy show --json` prints it")
    .action(async (file: string, options: CompanyOptions) => {
      const content = await readJson(file, io);
      if ("fault" in content) {
        io.status = 2;
        return printRefusal(io, refuse("policy_invalid", content.fault), options);
      }
      await withCompany(root, io, options, async ({ world }, actor) => {
        const asked = { content: content.json, channel: null };
        const proposed = await proposePolicy(world, actor, asked);
        printAnswer(io, proposed, options, () => "The change waits for approval.");
      });
    });
}

async function readJson(path: string, io: CliIo): Promise<{ json: unknown } | { fault: string }> {
  try {
    return { json: JSON.parse(decodeUtf8(await io.readFile(path))) };
  } catch (error) {
    if (error instanceof SyntaxError) return { fault: `${path} is not JSON: ${error.message}.` };
    return { fault: unreadableFile(path, error) };
  }
}

function common(command: Command): Command {
  return command
    .option("--as <member>", "in whose name: id, name or e-mail (or BILLRUN_AS)")
    .option("--json", "print JSON");
}
