import { type Logger, LogLevel } from "@slack/bolt";

/** Where the counter writes what happened; pino's shape. Never bodies, tokens or customer data. */
export type SlackLog = {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

/** Bolt and the Web API client log into ours. Their debug lines carry bodies and are dropped. */
export function boltLogger(log: SlackLog): Logger {
  const from = { from: "bolt" };
  const line = (parts: unknown[]) => parts.map(String).join(" ").slice(0, 500);
  return {
    debug: () => {},
    info: (...parts) => log.debug(from, line(parts)),
    warn: (...parts) => log.warn(from, line(parts)),
    error: (...parts) => log.error(from, line(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}

/** An error for the log: its name, message and stack, never what it carries besides. */
export function errorFields(error: unknown): object {
  if (!(error instanceof Error)) return { error: String(error) };
  return { error: error.name, reason: error.message, stack: error.stack };
}
