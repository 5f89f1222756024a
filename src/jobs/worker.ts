import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { makeWorkerUtils, type RunnerOptions, run, type TaskList } from "graphile-worker";
import type { World } from "../operations/world.ts";
import { type JobLog, queueLogger } from "./job-log.ts";
import { deliverMessagesTask } from "./tasks/deliver-messages.ts";
import { followScheduleTask } from "./tasks/follow-schedule.ts";
import { reverseChunkTask } from "./tasks/reverse-chunk.ts";
import { showCardTask } from "./tasks/show-card.ts";
import { spreadHappeningTask } from "./tasks/spread-happening.ts";
import { workChunkTask } from "./tasks/work-chunk.ts";

/** What a worker needs. */
/** The queue's connections. Not its own: those lose their listeners before they are closed. */
export type QueuePool = NonNullable<RunnerOptions["pgPool"]>;

/** What a worker is started with. */
export type WorkerOptions = {
  readonly world: World;
  /** Outlives the worker; at least as many connections as jobs at once, and two. */
  readonly pool: QueuePool;
  /** Jobs at once in this process. Two keep one busy while the other waits for PostgreSQL. */
  readonly concurrency: number;
  readonly log: JobLog;
};

/** A worker of the queue; `stop` lets the jobs that run finish. */
export type Worker = {
  /** The queue's name for what runs now, in which its jobs are locked; for heartbeats. */
  readonly id: string;
  stop(): Promise<void>;
};

/** Pause before a queue that gave up is started anew. */
const restartAfterMs = 1_000;

/**
 * Starts taking jobs. Any number of these, on any machines, share one database. The queue is
 * started anew where it could not note how a job ended, or lost the answer to a request for one.
 */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  let queue = await startQueue(options);
  const stopping = new AbortController();
  const { signal } = stopping;
  async function keepUp(): Promise<void> {
    await queue.ended;
    while (!signal.aborted) {
      options.log.warn("the queue stopped and is started anew");
      await sleep(restartAfterMs, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      const next = await startQueue(options).catch(() => null);
      if (!next) continue;
      // What the old one took and never began, since the answer was lost, goes to whoever comes.
      await giveBack(options, queue.id).catch(() => {});
      queue = next;
      if (signal.aborted) await queue.stop();
      await queue.ended;
    }
  }
  const keptUp = keepUp();
  return {
    get id() {
      return queue.id;
    },
    async stop() {
      stopping.abort();
      await queue.stop();
      await keptUp;
    },
  };
}

type Queue = { readonly id: string; readonly ended: Promise<void>; stop(): Promise<void> };

async function startQueue(options: WorkerOptions): Promise<Queue> {
  let id = "";
  const events = new EventEmitter();
  // The queue locks jobs in the name of the pool, not of the workers in it.
  events.on("pool:create", ({ workerPool }: { workerPool: { id: string } }) => {
    id = workerPool.id;
  });
  const runner = await run({
    // Without a batch, the queue does not wait for the end of a job to be noted when it stops.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    pgPool: options.pool,
    concurrency: options.concurrency,
    noHandleSignals: true,
    pollInterval: 1_000,
    taskList: taskList(options.world),
    logger: queueLogger(options.log),
    parsedCronItems: [],
    events,
  });
  if (id === "") throw new Error("the queue started no worker pool");
  // Jobs may have been locked whose names never arrived: only a new pool can tell them from its
  // own.
  events.once("worker:getJob:error", () => {
    setTimeout(() => void runner.stop().catch(() => {}), restartAfterMs / 2).unref();
  });
  // What went wrong stands in the log.
  const ended = runner.promise.catch(() => {});
  return {
    id,
    ended,
    async stop() {
      // One that stopped by itself refuses to be stopped.
      await runner.stop().catch(() => {});
      await ended;
    },
  };
}

async function giveBack({ pool, log }: WorkerOptions, id: string): Promise<void> {
  const utils = await makeWorkerUtils({ pgPool: pool, logger: queueLogger(log) });
  try {
    await utils.forceUnlockWorkers([id]);
  } finally {
    await utils.release();
  }
}

/** Every task by the name under which jobs ask for it. */
function taskList(world: World): TaskList {
  const chunk = workChunkTask(world);
  return {
    "preview-chunk": chunk,
    "launch-chunk": chunk,
    "reverse-chunk": reverseChunkTask(world),
    "show-card": showCardTask(world),
    "deliver-messages": deliverMessagesTask(world),
    "spread-happening": spreadHappeningTask(world),
    "follow-schedule": followScheduleTask(world),
  };
}
