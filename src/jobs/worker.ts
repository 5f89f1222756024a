import { EventEmitter } from "node:events";
import { Logger as GraphileLogger, type LogLevel, run, type TaskList } from "graphile-worker";
import type { World } from "../operations/world.ts";
import { deliverMessageTask } from "./tasks/deliver-message.ts";
import { runCardTask } from "./tasks/run-card.ts";
import { workChunkTask } from "./tasks/work-chunk.ts";

/** Where a worker says what it did; the composition root gives the program's log. */
export type JobLog = {
  info(message: string, facts?: object): void;
  warn(message: string, facts?: object): void;
};

export type WorkerOptions = {
  readonly world: World;
  readonly databaseUrl: string;
  /** Jobs at once in this process. Two keep one busy while the other waits for PostgreSQL. */
  readonly concurrency: number;
  readonly log: JobLog;
};

/** A worker of the queue; `stop` lets the jobs that run finish. */
export type Worker = {
  /** The queue's name for this process, in which its jobs are locked; for heartbeats. */
  readonly id: string;
  stop(): Promise<void>;
};

/** Starts taking jobs. Any number of these, on any machines, share one database. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  let id = "";
  const events = new EventEmitter();
  // The queue locks jobs in the name of the pool, not of the workers in it.
  events.on("pool:create", ({ workerPool }: { workerPool: { id: string } }) => {
    id = workerPool.id;
  });
  const runner = await run({
    connectionString: options.databaseUrl,
    concurrency: options.concurrency,
    maxPoolSize: options.concurrency + 2,
    noHandleSignals: true,
    pollInterval: 1_000,
    taskList: taskList(options.world),
    logger: queueLogger(options.log),
    parsedCronItems: [],
    events,
  });
  if (id === "") throw new Error("the queue started no worker pool");
  return { id, stop: () => runner.stop() };
}

/** Every task by the name under which jobs ask for it. */
function taskList(world: World): TaskList {
  const chunk = workChunkTask(world);
  return {
    "preview-chunk": chunk,
    "launch-chunk": chunk,
    "run-card": runCardTask(world),
    "deliver-message": deliverMessageTask(world),
  };
}

/** The queue's own talk is for debugging; only its warnings and errors reach the log. */
function queueLogger(log: JobLog): GraphileLogger {
  return new GraphileLogger((scope) => (level: LogLevel, message: string) => {
    if (level === "error" || level === "warning") log.warn(message, { ...scope });
  });
}
