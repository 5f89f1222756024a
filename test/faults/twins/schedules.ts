import { workChunk } from "../../../src/operations/bill-runs/work-chunk.ts";
import { showAccount } from "../../../src/operations/customers/show-account.ts";
import { loadHome } from "../../../src/operations/home/load-home.ts";
import { loadWelcome } from "../../../src/operations/home/load-welcome.ts";
import { showInvoice } from "../../../src/operations/invoices/show-invoice.ts";
import { isRefusal } from "../../../src/operations/refusal.ts";
import { followSchedule } from "../../../src/operations/schedules/follow-schedule.ts";
import { listSchedules } from "../../../src/operations/schedules/list-schedules.ts";
import { pauseSchedule } from "../../../src/operations/schedules/pause-schedule.ts";
import { removeSchedule } from "../../../src/operations/schedules/remove-schedule.ts";
import { resumeSchedule } from "../../../src/operations/schedules/resume-schedule.ts";
import { ringSchedules } from "../../../src/operations/schedules/ring-schedules.ts";
import { runScheduleNow } from "../../../src/operations/schedules/run-schedule-now.ts";
import { saveSchedule } from "../../../src/operations/schedules/save-schedule.ts";
import { showSchedule } from "../../../src/operations/schedules/show-schedule.ts";
import type { World } from "../../../src/operations/world.ts";
import { monthly } from "../../operations/schedules/monthly-plan.ts";
import { chunksOf } from "../../store/small-books.ts";
import { running, type Stage } from "../twin-stage.ts";
import { reading, type Twin } from "./twin.ts";

/** A schedule of one account that no run has billed; it rings on the last of the month. */
async function made(stage: Stage) {
  const { account, select } = stage.fresh();
  const wanted = monthly({ key: `s-${account}`, channel: "C1", plan: { select } });
  const saved = await saveSchedule(stage.world, stage.maker, wanted);
  if (isRefusal(saved)) throw new Error(saved.message);
  return { wanted, saved, key: saved.key };
}

/** The last of November, when schedules ring. */
function atTheRing(world: World): World {
  return { ...world, clock: { now: () => new Date("2026-11-30T09:00:05Z") } };
}

/** A run of a schedule whose preview is done, and that nobody followed yet. */
async function scheduledRun(stage: Stage) {
  const { key } = await made(stage);
  const run = await runScheduleNow(stage.world, stage.maker, { key, requestKey: "twin" });
  if (isRefusal(run)) throw new Error(run.message);
  for (const chunk of await chunksOf(stage, run, "preview")) {
    await workChunk(stage.world, chunk, "w");
  }
  return run;
}

/** Schedules, the home page and the views of one customer or document, by their files. */
export const scheduleTwins: Readonly<Record<string, Twin>> = {
  "schedules/save-schedule": {
    async prepare(stage) {
      const { account, select } = stage.fresh();
      const wanted = monthly({ key: `s-${account}`, plan: { select } });
      return (world) => saveSchedule(world, stage.maker, wanted);
    },
    second: ["schedule_name_taken"],
    auditsOfSecond: 1,
  },
  "schedules/pause-schedule": {
    async prepare(stage) {
      const { key } = await made(stage);
      return (world) => pauseSchedule(world, stage.maker, { key });
    },
    second: ["schedule_state"],
    auditsOfSecond: 1,
  },
  "schedules/resume-schedule": {
    async prepare(stage) {
      const { key } = await made(stage);
      await pauseSchedule(stage.world, stage.maker, { key });
      return (world) => resumeSchedule(world, stage.maker, { key });
    },
    second: ["schedule_state"],
    auditsOfSecond: 1,
  },
  "schedules/remove-schedule": {
    async prepare(stage) {
      const { key } = await made(stage);
      return (world) => removeSchedule(world, stage.maker, { key });
    },
    second: ["schedule_unknown"],
    auditsOfSecond: 1,
  },
  "schedules/run-schedule-now": {
    async prepare(stage) {
      const { key } = await made(stage);
      return (world) => runScheduleNow(world, stage.maker, { key, requestKey: "click" });
    },
    second: "same",
    auditsOfSecond: 1,
  },
  "schedules/ring-schedules": {
    async prepare(stage) {
      // Those of other tests must not ring beside it.
      for (const { key } of await stage.books.listSchedules()) {
        await removeSchedule(stage.world, stage.maker, { key });
      }
      const { saved } = await made(stage);
      return async (world) => {
        await ringSchedules(atTheRing(world));
        const [slot] = await stage.books.latestSlots([saved.id], 1);
        return slot?.state === "run";
      };
    },
    second: true,
    auditsOfSecond: 0,
  },
  "schedules/follow-schedule": {
    async prepare(stage) {
      const run = await scheduledRun(stage);
      return async (world) => {
        await followSchedule(world, run.id);
        return (await stage.books.findRun(run.number))?.state === "awaiting-approval";
      };
    },
    second: true,
    auditsOfSecond: 0,
    // Its jobs have one key, and the queue runs one of a key at a time.
    oneAtATime: true,
  },
  "schedules/list-schedules": reading((world, { maker }) => listSchedules(world, maker)),
  "schedules/show-schedule": {
    async prepare(stage) {
      const { key } = await made(stage);
      return (world) => showSchedule(world, stage.maker, { key });
    },
    second: "same",
    auditsOfSecond: 0,
    readsOnly: true,
  },
  "home/load-home": reading((world, { maker }) => loadHome(world, maker)),
  "home/load-welcome": reading((world) => loadWelcome(world)),
  "customers/show-account": reading((world, { maker }) =>
    showAccount(world, maker, { key: "a00" }),
  ),
  "invoices/show-invoice": {
    async prepare(stage) {
      const run = await running(stage);
      for (const chunk of await chunksOf(stage, run, "launch")) {
        await workChunk(stage.world, chunk, "w");
      }
      const { numbers } = await stage.books.viewRun(run.id);
      const number = numbers.invoices?.first ?? "";
      return (world) => showInvoice(world, stage.maker, { number });
    },
    second: "same",
    auditsOfSecond: 0,
    readsOnly: true,
  },
};

/** What these are made of. */
export const partsOfSchedules = [
  "customers/customers-books",
  "home/home-books",
  "schedules/due-text",
  "schedules/find-schedule",
  "schedules/make-scheduled-run",
  "schedules/move-schedule",
  "schedules/parse-conditions",
  "schedules/schedule-actor",
  "schedules/schedule-view",
  "schedules/schedules-books",
];
