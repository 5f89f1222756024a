import type { Command } from "commander";
import { type BillRun, parseRunLabel } from "../billing/bill-run/bill-run.ts";
import { cancelBillRun } from "../operations/bill-runs/cancel-bill-run.ts";
import { createBillRun } from "../operations/bill-runs/create-bill-run.ts";
import { launchBillRun } from "../operations/bill-runs/launch-bill-run.ts";
import { listBillRuns } from "../operations/bill-runs/list-bill-runs.ts";
import { parseRunFilters } from "../operations/bill-runs/parse-run-filters.ts";
import { pauseBillRun } from "../operations/bill-runs/pause-bill-run.ts";
import { previewBillRun } from "../operations/bill-runs/preview-bill-run.ts";
import { requestApproval } from "../operations/bill-runs/request-approval.ts";
import { resumeBillRun } from "../operations/bill-runs/resume-bill-run.ts";
import { retryBillRun } from "../operations/bill-runs/retry-bill-run.ts";
import { showBillRun } from "../operations/bill-runs/show-bill-run.ts";
import { voteOnBillRun } from "../operations/bill-runs/vote-on-bill-run.ts";
import { isRefusal, type Refusal } from "../operations/refusal.ts";
import { todayOf } from "../operations/today.ts";
import type { Actor, World } from "../operations/world.ts";
import { printAnswer, printRefusal } from "./answer.ts";
import type { CliIo } from "./cli-io.ts";
import { followRun } from "./follow-run.ts";
import type { OpenCompany, Root } from "./root.ts";
import { runAccountsVerbs } from "./run-accounts-verbs.ts";
import { runCard } from "./run-card.ts";
import { refuseLabel } from "./run-label.ts";
import { runList } from "./run-list.ts";
import { type CompanyOptions, withCompany, withReader } from "./with-company.ts";

type Verb = (world: World, actor: Actor, number: number) => Promise<BillRun | Refusal>;

type RunOptions = CompanyOptions & { readonly wait?: boolean };
type CreateOptions = RunOptions & { readonly name?: string; readonly catchUp?: boolean };

/** `billrun run …`: the run's whole life, for scripts and for people without Slack. */
export function runVerb(program: Command, root: Root, io: CliIo): void {
  const run = program.command("run").description("create, preview, approve and launch bill runs");
  createVerb(run, root, io);
  listVerb(run, root, io);
  statusVerb(run, root, io);
  const verbs: readonly (readonly [string, string, Verb])[] = [
    ["preview", "preview a run (again)", (w, a, number) => previewBillRun(w, a, { number })],
    [
      "request-approval",
      "ask other people to approve it",
      (w, a, number) => requestApproval(w, a, { number, digest: null }),
    ],
    ["launch", "launch an approved run", (w, a, n) => launchBillRun(w, a, launchInput(n))],
    ["resume", "go on with a paused run", (w, a, number) => resumeBillRun(w, a, { number })],
    [
      "cancel",
      "end a run that was not launched",
      (w, a, number) => cancelBillRun(w, a, { number }),
    ],
    [
      "retry",
      "make a run for its parked and held accounts",
      (w, a, number) => retryBillRun(w, a, { number, channel: null, requestKey: null }),
    ],
  ];
  for (const [name, description, verb] of verbs) numberVerb(run, root, io, name, description, verb);
  pauseVerb(run, root, io);
  runAccountsVerbs(run, root, io);
  voteVerb(run, root, io, "approve");
  voteVerb(run, root, io, "reject");
}

const launchInput = (number: number) => ({ number, digest: null });

function common(command: Command): Command {
  return command
    .option("--as <member>", "in whose name: id, name or e-mail (or BILLRUN_AS)")
    .option("--json", "print JSON");
}

function createVerb(run: Command, root: Root, io: CliIo): void {
  common(run.command("create [filters...]"))
    .description(
      "make and preview a run: segment:x target:2026-11-30 credits:keep-back minimum:10USD …",
    )
    .option("--name <name>", "what the run is called")
    .option("--catch-up", "count what is due as billed, without documents")
    .option("--no-wait", "leave the preview to workers that run elsewhere")
    .action(async (filters: string[], options: CreateOptions) => {
      await withCompany(root, io, options, async (company, actor) => {
        const { world } = company;
        const request = parseRunFilters(filters.join(" "), await todayOf(world));
        if (isRefusal(request)) {
          printRefusal(io, request, options);
          return;
        }
        const name = options.name ?? request.name;
        const kind = options.catchUp ? "catch-up" : (request.kind ?? "ad-hoc");
        const made = {
          ...request,
          name,
          kind,
          channel: null,
          requestKey: null,
          preview: true,
        } as const;
        await finish(io, company, actor, await createBillRun(world, actor, made), options);
      });
    });
}

function listVerb(run: Command, root: Root, io: CliIo): void {
  common(run.command("list"))
    .description("the latest runs, newest first")
    .action(async (options: CompanyOptions) => {
      await withReader(root, io, options, async ({ world }, actor) => {
        const runs = await listBillRuns(world, actor, { limit: 20 });
        printAnswer(io, runs, options, runList);
      });
    });
}

/** Only looks: unlike the others it takes no chunk of a run that goes on. */
function statusVerb(run: Command, root: Root, io: CliIo): void {
  common(run.command("status <run>").alias("show"))
    .description("show a run's card")
    .action(async (label: string, options: CompanyOptions) => {
      const number = parseRunLabel(label);
      if (number === null) {
        printRefusal(io, refuseLabel(label), options);
        return;
      }
      await withReader(root, io, options, async ({ world }, actor) => {
        printAnswer(io, await showBillRun(world, actor, { number }), options, runCard);
      });
    });
}

function numberVerb(
  run: Command,
  root: Root,
  io: CliIo,
  name: string,
  text: string,
  verb: Verb,
): void {
  common(run.command(`${name} <run>`))
    .description(text)
    .option("--no-wait", "leave the work to workers that run elsewhere")
    .action((label: string, options: RunOptions) => act(root, io, label, options, verb));
}

function pauseVerb(run: Command, root: Root, io: CliIo): void {
  common(run.command("pause <run> [reason...]"))
    .description("stop after the chunks that are being written")
    .action((label: string, reason: string[], options: RunOptions) =>
      act(root, io, label, { ...options, wait: false }, (world, actor, number) =>
        pauseBillRun(world, actor, { number, reason: reason.join(" ") }),
      ),
    );
}

function voteVerb(run: Command, root: Root, io: CliIo, decision: "approve" | "reject"): void {
  common(run.command(`${decision} <run> [comment...]`))
    .description(decision === "approve" ? "agree to what was previewed" : "send it back")
    .action((label: string, comment: string[], options: RunOptions) =>
      act(root, io, label, { ...options, wait: false }, async (world, actor, number) => {
        const text = comment.join(" ").trim() || null;
        const input = { number, digest: null, decision, comment: text };
        const voted = await voteOnBillRun(world, actor, input);
        return isRefusal(voted) ? voted : voted.run;
      }),
    );
}

async function act(
  root: Root,
  io: CliIo,
  label: string,
  options: RunOptions,
  verb: Verb,
): Promise<void> {
  const number = parseRunLabel(label);
  if (number === null) {
    printRefusal(io, refuseLabel(label), options);
    return;
  }
  await withCompany(root, io, options, async (company, actor) => {
    await finish(io, company, actor, await verb(company.world, actor, number), options);
  });
}

/** Works the run's chunks here until the phase ends, then prints the card. */
async function finish(
  io: CliIo,
  company: OpenCompany,
  actor: Actor,
  answer: BillRun | Refusal,
  options: RunOptions,
): Promise<void> {
  if (isRefusal(answer)) {
    printRefusal(io, answer, options);
    return;
  }
  if (options.wait !== false) await followRun(company, answer.id);
  const shown = await showBillRun(company.world, actor, { number: answer.number });
  printAnswer(io, shown, options, runCard);
}
