import { pino } from "pino";
import type { JobLog } from "./jobs/job-log.ts";
import type { Settings } from "./settings.ts";

/** Standard output of a server or worker; the command line keeps that for its answers. */
const logPlaces = { output: 1, error: 2 } as const;

/** Makes the program's log: one JSON object a line. */
export function openLog(level: Settings["LOG_LEVEL"], place: keyof typeof logPlaces = "output") {
  const options = { level, redact: ["*.token", "*.password", "*.secret"] };
  const log = pino(options, pino.destination({ dest: logPlaces[place], sync: true }));
  const jobLog: JobLog = {
    info: (message, facts = {}) => log.info(facts, message),
    warn: (message, facts = {}) => log.warn(facts, message),
  };
  return { log, jobLog };
}
