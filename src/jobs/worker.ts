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
  /** The queue's names for this process, for heartbeats. */
  readonly ids: () => readonly string[];
  stop(): Promise<void>;
};

/** Starts taking jobs. Any number of these, on any machines, share one database. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const ids = new Set<string>();
  const events = new EventEmitter();
  events.on("worker:create", ({ worker }: { worker: { workerId: string } }) => {
    ids.add(worker.workerId);
  });
  events.on("worker:release", ({ worker }: { worker: { workerId: string } }) => {
    ids.delete(worker.workerId);
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
  return { ids: () => [...ids], stop: () => runner.stop() };
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
