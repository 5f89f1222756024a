import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, realpath } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Failpoint } from "../../src/operations/failpoint.ts";
import { builtProgram } from "../support/built-program.ts";
import { waitUntil } from "../support/wait-until.ts";

/** What happens to a worker on its way. */
export type Fault = {
  readonly at: Failpoint;
  /** The first time that the failpoint is reached, or the second … */
  readonly time: number;
  readonly signal: "SIGKILL" | "SIGSTOP";
};

/** A worker in a process of its own, as `npm run worker` starts it. */
export type WorkerProcess = {
  readonly child: ChildProcess;
  /** How it ended: its exit status, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  /** Waits until the process stands still (SIGSTOP). */
  frozen(): Promise<void>;
  /** What it wrote on standard error, which nobody should see. */
  complaints(): string;
};

/** Starts a worker on a database; with a fault it meets its end, or freezes, on the way. */
export async function startWorkerProcess(
  databaseUrl: string,
  options: { slackApiUrl?: string; botToken?: string; fault?: Fault } = {},
): Promise<WorkerProcess> {
  const program = await realpath(await builtProgram());
  const { fault } = options;
  const loaded = fault ? ["--import", join(import.meta.dirname, "at-failpoint.mjs")] : [];
  const child = spawn(process.execPath, [...loaded, join(program, "billrun.js"), "worker"], {
    // Where no .env lies.
    cwd: program,
    env: {
      PATH: process.env["PATH"],
      DATABASE_URL: databaseUrl,
      LOG_LEVEL: "silent",
      ...(options.slackApiUrl ? { SLACK_API_URL: options.slackApiUrl } : {}),
      ...(options.botToken ? { SLACK_BOT_TOKEN: options.botToken } : {}),
      ...(fault
        ? {
            FAULT_MODULE: pathToFileURL(join(program, "operations", "failpoint.js")).href,
            FAULT_AT: fault.at,
            FAULT_TIME: String(fault.time),
            FAULT_SIGNAL: fault.signal,
          }
        : {}),
    },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let complaints = "";
  child.stderr?.on("data", (text: Buffer) => {
    complaints += text.toString();
  });
  return {
    child,
    ended: once(child, "exit").then(([status, signal]) => status ?? signal),
    frozen: () => waitUntil("the worker to freeze", () => isFrozen(child)).then(() => {}),
    complaints: () => complaints,
  };
}

/** Linux says so in the third field of the process's own file. */
async function isFrozen(child: ChildProcess): Promise<true | null> {
  const text = await readFile(`/proc/${child.pid}/stat`, "utf8");
  return text.slice(text.lastIndexOf(")") + 2).startsWith("T") ? true : null;
}
