import { makeWorkerUtils } from "graphile-worker";
import { gracefulShutdown, scheduleJob } from "node-schedule";
import { recoverChunks } from "../operations/bill-runs/recover-chunks.ts";
import type { World } from "../operations/world.ts";
import { type JobLog, queueLogger } from "./job-log.ts";
import type { QueuePool, Worker } from "./worker.ts";

/** Every ten seconds: a heartbeat, and a look for work that a silent worker left behind. */
const everyTenSeconds = "*/10 * * * * *";

/** A worker that has not beaten for so long is taken for dead, and its jobs go to others. */
const silentAfterMs = 30_000;

/** Whose work the clocks look after. */
export type ScheduleOptions = {
  readonly world: World;
  readonly pool: QueuePool;
  readonly worker: Worker;
  readonly log: JobLog;
};

/** Rings every clock of the program; all of them stand on this page. */
export async function startSchedule(options: ScheduleOptions): Promise<{ stop(): Promise<void> }> {
  const queue = await makeWorkerUtils({
    pgPool: options.pool,
    logger: queueLogger(options.log),
  });
  let running: Promise<void> = beatAndRecover(options, queue);
  const job = scheduleJob("heartbeat", everyTenSeconds, () => {
    running = running.then(() => beatAndRecover(options, queue));
  });
  return {
    async stop() {
      job.cancel();
      await running;
      await queue.release();
      await gracefulShutdown();
    },
  };
}

type Queue = Awaited<ReturnType<typeof makeWorkerUtils>>;

async function beatAndRecover(options: ScheduleOptions, queue: Queue): Promise<void> {
  const { world, worker, log } = options;
  try {
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
  } catch (error) {
    // The next ring tries again; a database that is away for a minute must not end the process.
    log.warn("could not look for lost work", { error: String(error) });
  }
}
