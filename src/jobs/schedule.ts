import { makeWorkerUtils } from "graphile-worker";
import { gracefulShutdown, scheduleJob } from "node-schedule";
import { tendApprovals } from "../operations/approvals/tend-approvals.ts";
import { recoverChunks } from "../operations/bill-runs/recover-chunks.ts";
import { postDailyNotices } from "../operations/notifications/post-daily-notices.ts";
import { releaseMessages } from "../operations/notifications/release-messages.ts";
import { ringSchedules } from "../operations/schedules/ring-schedules.ts";
import type { World } from "../operations/world.ts";
import { type JobLog, queueLogger } from "./job-log.ts";
import type { QueuePool, Worker } from "./worker.ts";

/**
 * Every clock of the program rings this often, by the machine's own time; what is due is asked of
 * the world's clock at each ring. So a clock that was moved is noticed within ten seconds, and
 * which process rings, and how often, does not matter.
 */
const everyTenSeconds = "*/10 * * * * *";

/** A worker that has not beaten for so long is taken for dead, and its jobs go to others. */
const silentAfterMs = 30_000;

/** Whose work the clocks look after. */
export type ScheduleOptions = {
  readonly world: World;
  readonly pool: QueuePool;
  readonly worker: Worker;
  readonly log: JobLog;
  /**
   * "own": only what this worker needs itself, for a command that waits for its work: it makes no
   * scheduled runs and tells nobody anything by the way.
   */
  readonly clocks?: "all" | "own";
};

/** Something that is done again and again; a ring that comes while it is done waits for it. */
type Bell = {
  readonly name: string;
  readonly ring: (options: ScheduleOptions, queue: Queue) => Promise<void>;
  /** For the log, where a ring failed. */
  readonly trouble: string;
};

type Queue = Awaited<ReturnType<typeof makeWorkerUtils>>;

/** What keeps a worker from being taken for dead. */
const ownBell = "heartbeat";

/** All clocks of the program. */
const bells: readonly Bell[] = [
  { name: ownBell, ring: beatAndRecover, trouble: "could not look for lost work" },
  { name: "schedules", ring: makeScheduledRuns, trouble: "could not make scheduled runs" },
  { name: "notices", ring: tellWhatIsDue, trouble: "could not look for what is to be told" },
  { name: "approvals", ring: lookAfterApprovals, trouble: "could not look after approvals" },
];

/** Rings every clock of the program; all of them stand on this page. */
export async function startSchedule(options: ScheduleOptions): Promise<{ stop(): Promise<void> }> {
  const queue = await makeWorkerUtils({
    pgPool: options.pool,
    logger: queueLogger(options.log),
  });
  const rung = options.clocks === "own" ? bells.filter(({ name }) => name === ownBell) : bells;
  const ringing = rung.map((bell) => startBell(bell, options, queue));
  return {
    async stop() {
      await Promise.all(ringing.map((bell) => bell.stop()));
      await queue.release();
      await gracefulShutdown();
    },
  };
}

function startBell(bell: Bell, options: ScheduleOptions, queue: Queue) {
  async function ring(): Promise<void> {
    try {
      await bell.ring(options, queue);
    } catch (error) {
      // The next ring tries again; a database that is away for a minute must not end the process.
      options.log.warn(bell.trouble, { error: String(error) });
    }
  }
  let running = ring();
  const job = scheduleJob(bell.name, everyTenSeconds, () => {
    running = running.then(ring);
  });
  return {
    async stop() {
      job.cancel();
      await running;
    },
  };
}

/** A heartbeat, and a look for work that a silent worker left behind. */
async function beatAndRecover(
  { world, worker, log }: ScheduleOptions,
  queue: Queue,
): Promise<void> {
  const now = world.clock.now();
  await world.books.write((tx) => tx.beat([worker.id], now));
  const silent = await world.books.silentWorkers(
    new Date(now.getTime() - silentAfterMs),
    new Date(now.getTime() + silentAfterMs),
  );
  if (silent.length > 0) {
    await queue.forceUnlockWorkers([...silent]);
    await world.books.write((tx) => tx.forgetWorkers(silent));
    log.warn("took over the jobs of silent workers", { workers: silent });
  }
  const recovered = await recoverChunks(world);
  if (recovered > 0) log.warn("queued chunks again that a worker left behind", { recovered });
}

/** Slots that are due, missed ones too. */
async function makeScheduledRuns({ world, log }: ScheduleOptions): Promise<void> {
  const rung = await ringSchedules(world);
  if (rung > 0) log.info("rang schedules", { slots: rung });
}

/** Reminders, and the end of what nobody decided. */
async function lookAfterApprovals({ world, log }: ScheduleOptions): Promise<void> {
  const { expired, reminded } = await tendApprovals(world);
  if (expired + reminded > 0) log.info("looked after approvals", { expired, reminded });
}

/** Messages that waited for their hour, and what is told once a day. */
async function tellWhatIsDue({ world }: ScheduleOptions): Promise<void> {
  await releaseMessages(world);
  await postDailyNotices(world);
}
