import type { JobLog } from "./jobs/job-log.ts";
import { startSchedule } from "./jobs/schedule.ts";
import { startWorker } from "./jobs/worker.ts";
import type { Running } from "./open-database.ts";
import type { World } from "./operations/world.ts";
import { openPool } from "./store/database.ts";

/**
 * Takes jobs and rings clocks until stopped; a process of its own, part of the server, or beside a
 * command, which rings its "own" clocks only.
 */
export async function startWork(
  world: World,
  databaseUrl: string,
  log: JobLog,
  concurrency = 2,
  clocks: "all" | "own" = "all",
): Promise<Running> {
  // For each job, for the news of jobs, and for the clocks.
  const pool = openPool(databaseUrl, concurrency + 3);
  const started: Running[] = [{ stop: () => pool.end() }];
  async function stop(): Promise<void> {
    for (const each of started.toReversed()) await each.stop();
  }
  try {
    const worker = await startWorker({ world, pool, concurrency, log });
    // Last of all, when it has no job any more: nobody needs to take anything over from it.
    const forget = () => world.books.write((tx) => tx.forgetWorkers([worker.id]));
    started.push({ stop: forget }, worker);
    started.push(await startSchedule({ world, pool, worker, log, clocks }));
    return { stop };
  } catch (error) {
    // A worker without a heartbeat would be taken for dead, and the process could not end.
    await stop();
    throw error;
  }
}
