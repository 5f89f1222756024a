import type { Command } from "commander";
import { parseLocalDate } from "../billing/calendar/local-date.ts";
import { defaultTemplate } from "../billing/schedules/name-template.ts";
import { timingText } from "../billing/schedules/rhythm-text.ts";
import { isTimeZone } from "../billing/schedules/schedule-problems.ts";
import { showBillRun } from "../operations/bill-runs/show-bill-run.ts";
import { isRefusal, type Refusal } from "../operations/refusal.ts";
import { listSchedules } from "../operations/schedules/list-schedules.ts";
import { parseConditions } from "../operations/schedules/parse-conditions.ts";
import { pauseSchedule } from "../operations/schedules/pause-schedule.ts";
import { removeSchedule } from "../operations/schedules/remove-schedule.ts";
import { resumeSchedule } from "../operations/schedules/resume-schedule.ts";
import { runScheduleNow } from "../operations/schedules/run-schedule-now.ts";
import { saveSchedule } from "../operations/schedules/save-schedule.ts";
import type { Schedule } from "../operations/schedules/schedules-books.ts";
import { showSchedule } from "../operations/schedules/show-schedule.ts";
import { todayIn, todayOf } from "../operations/today.ts";
import type { Actor, World } from "../operations/world.ts";
import { printAnswer, printRefusal } from "./answer.ts";
import type { CliIo } from "./cli-io.ts";
import { followRun } from "./follow-run.ts";
import type { Root } from "./root.ts";
import { runCard } from "./run-card.ts";
import { parseDayRule, parseRhythm } from "./schedule-options.ts";
import { scheduleCard, scheduleList } from "./schedule-text.ts";
import { type CompanyOptions, withCompany, withReader } from "./with-company.ts";

type NewOptions = CompanyOptions & {
  readonly every: string;
  readonly on?: string;
  readonly at: string;
  readonly zone?: string;
  readonly from?: string;
  readonly target: string;
  readonly invoice: string;
  readonly channel?: string;
  readonly launch?: boolean;
  readonly name?: string;
  readonly change?: boolean;
};

/** `billrun schedule …`: recurring runs, for scripts and for people without Slack. */
export function scheduleVerb(program: Command, root: Root, io: CliIo): void {
  const schedule = program.command("schedule").description("runs that are made by themselves");
  common(schedule.command("list"))
    .description("all schedules with their next dates")
    .action(async (options: CompanyOptions) => {
      await withReader(root, io, options, async ({ world }, actor) => {
        printAnswer(io, await listSchedules(world, actor), options, scheduleList);
      });
    });
  common(schedule.command("show <name>"))
    .description("one schedule with its latest rings")
    .action(async (key: string, options: CompanyOptions) => {
      await withReader(root, io, options, async ({ world }, actor) => {
        printAnswer(io, await showSchedule(world, actor, { key }), options, scheduleCard);
      });
    });
  newVerb(schedule, root, io);
  moveVerb(schedule, root, io, "pause", "keep it from ringing", pauseSchedule);
  moveVerb(schedule, root, io, "resume", "let it ring again", resumeSchedule);
  moveVerb(schedule, root, io, "remove", "take it away; its runs stay", removeSchedule);
  runVerb(schedule, root, io);
}

function common(command: Command): Command {
  return command
    .option("--as <member>", "in whose name: id, name or e-mail (or BILLRUN_AS)")
    .option("--json", "print JSON");
}

function newVerb(schedule: Command, root: Root, io: CliIo): void {
  common(schedule.command("new <name> [filters...]"))
    .description("make a schedule: monthly --every month --on last --at 09:00 segment:x …")
    .option("--every <rhythm>", "day, week, month, or as 2-weeks", "month")
    .option("--on <day>", "a weekday, a day from 1 to 31, or last")
    .option("--at <time>", "on the local clock", "09:00")
    .option("--zone <zone>", "time zone; the company's unless given")
    .option("--from <day>", "first day that may ring; today unless given")
    .option("--target <day>", "slot, month-start or month-end, and days: month-end+1", "month-end")
    .option("--invoice <day>", "the date on the documents, written alike", "month-end+1")
    .option("--channel <id>", "Slack channel for the cards of its runs")
    .option("--launch", "launch each run with the last vote")
    .option("--name <template>", "name of its runs", defaultTemplate)
    .option("--change", "change the schedule of this name")
    .action(async (key: string, filters: string[], options: NewOptions) => {
      await withCompany(root, io, options, async ({ world }, actor) => {
        const saved = await saveNew(world, actor, key, filters, options);
        printAnswer(io, saved, options, savedText);
      });
    });
}

async function saveNew(
  world: World,
  actor: Actor,
  key: string,
  filters: readonly string[],
  options: NewOptions,
): Promise<Schedule | Refusal> {
  const found = options.change ? await showSchedule(world, actor, { key }) : null;
  if (isRefusal(found)) return found;
  const timeZone = options.zone ?? (await world.books.loadCatalog()).settings.timeZone;
  const rhythm = parseRhythm(options.every, options.on ?? null);
  if (isRefusal(rhythm)) return rhythm;
  const [target, invoice] = [parseDayRule(options.target), parseDayRule(options.invoice)];
  if (isRefusal(target)) return target;
  if (isRefusal(invoice)) return invoice;
  const conditions = parseConditions(filters.join(" "));
  if (isRefusal(conditions)) return conditions;
  // What is no day is told by the rules of the book.
  const today = isTimeZone(timeZone) ? todayIn(world, timeZone) : await todayOf(world);
  const startOn = parseLocalDate(options.from ?? today) ?? ("" as never);
  return saveSchedule(world, actor, {
    key,
    version: found?.schedule.version ?? null,
    plan: {
      ...{ rhythm, timeOfDay: options.at, timeZone, startOn, target, invoice },
      select: conditions.select,
      start: options.launch ? "launch" : "ask",
      nameTemplate: options.name ?? defaultTemplate,
    },
    options: conditions.options,
    channel: options.channel ?? null,
  });
}

function savedText({ key, plan, paused }: Schedule): string {
  return `${key}: ${timingText(plan)}${paused ? ", paused" : ""}`;
}

type Move = typeof pauseSchedule;

function moveVerb(
  schedule: Command,
  root: Root,
  io: CliIo,
  name: "pause" | "resume" | "remove",
  description: string,
  move: Move,
): void {
  const done = { pause: "paused", resume: "resumed", remove: "removed" }[name];
  common(schedule.command(`${name} <name>`))
    .description(description)
    .action(async (key: string, options: CompanyOptions) => {
      await withCompany(root, io, options, async ({ world }, actor) => {
        const moved = await move(world, actor, { key });
        printAnswer(io, moved, options, (one) => `${one.key} is ${done}.`);
      });
    });
}

function runVerb(schedule: Command, root: Root, io: CliIo): void {
  common(schedule.command("run <name>"))
    .description("make its run now, and preview it")
    .option("--no-wait", "leave the preview to workers that run elsewhere")
    .action(async (key: string, options: CompanyOptions & { readonly wait?: boolean }) => {
      await withCompany(root, io, options, async (company, actor) => {
        const { world } = company;
        const requestKey = `cli:${actor.correlationId}`;
        const run = await runScheduleNow(world, actor, { key, requestKey });
        if (isRefusal(run)) {
          printRefusal(io, run, options);
          return;
        }
        if (options.wait !== false) await followRun(company, run.id);
        // A run that bills nothing has ended by now, and one that bills somebody asks for approval.
        printAnswer(io, await showBillRun(world, actor, run), options, runCard);
      });
    });
}
