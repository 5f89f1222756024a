import { Logger as GraphileLogger, type LogLevel } from "graphile-worker";

/** Where a worker says what it did; the composition root gives the program's log. */
export type JobLog = {
  info(message: string, facts?: object): void;
  warn(message: string, facts?: object): void;
};

/** The queue's own talk is for debugging; only its warnings and errors reach the log. */
export function queueLogger(log: JobLog): GraphileLogger {
  return new GraphileLogger((scope) => (level: LogLevel, message: string) => {
    if (level === "error" || level === "warning") log.warn(message, { ...scope });
  });
}
