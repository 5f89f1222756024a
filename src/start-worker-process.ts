import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { getPriority, setPriority } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { JobLog } from "./jobs/job-log.ts";
import type { Running } from "./open-database.ts";

/** In steps of niceness: on a busy machine the worker gets a tenth of what the server may have. */
const behind = 10;
/** Pause before a worker that died is replaced. */
const restartAfterMs = 1_000;

/**
 * Runs `billrun worker` beside the server, for as long as the server lives. Previewing accounts is
 * arithmetic that nothing interrupts: in the server's own process it would keep people in Slack
 * waiting for an acknowledgement that is due within three seconds. It yields the processor to the
 * server, too. A worker that dies is replaced; what it had taken is done again.
 */
export function startWorkerProcess(databaseUrl: string, log: JobLog): Running {
  let isStopping = false;
  let worker = launch(databaseUrl);
  const pause = new AbortController();
  async function keepUp(): Promise<void> {
    for (;;) {
      // Ended in good order, it was told to, as by Ctrl-C in a terminal: so is the server.
      const [code, signal] = await exitOf(worker);
      if (isStopping || code === 0) return;
      log.warn("the worker beside the server died and is replaced", { code, signal });
      await sleep(restartAfterMs, null, { signal: pause.signal }).catch(() => {});
      if (isStopping) return;
      worker = launch(databaseUrl);
    }
  }
  const keptUp = keepUp();
  return {
    async stop() {
      isStopping = true;
      pause.abort();
      worker.kill("SIGTERM");
      await keptUp;
    },
  };
}

/** The same program, with the same settings; the channel tells it when the server is gone. */
function launch(databaseUrl: string): ChildProcess {
  const [, program = ""] = process.argv;
  const worker = fork(program, ["worker"], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  if (worker.pid !== undefined) setPriority(worker.pid, Math.min(19, getPriority() + behind));
  return worker;
}

async function exitOf(worker: ChildProcess): Promise<readonly [number | null, string | null]> {
  if (worker.exitCode !== null || worker.signalCode !== null) {
    return [worker.exitCode, worker.signalCode];
  }
  const [code, signal] = await once(worker, "exit");
  return [code, signal];
}
