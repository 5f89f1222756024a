import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** `billrun serve` as a process of its own, as it runs in production. */
export type ServeProcess = {
  /** "http://127.0.0.1:40123". */
  readonly url: string;
  stop(): Promise<void>;
};

/** A server that is not up by then will not be. */
const upWithinMs = 60_000;

/** Starts the server on a free port with these settings; what it warns of goes to stderr. */
export async function startServeProcess(
  settings: Readonly<Record<string, string>>,
): Promise<ServeProcess> {
  const program = join(import.meta.dirname, "../../dist/billrun.js");
  const child = spawn(process.execPath, [program, "serve"], {
    env: { ...process.env, ...settings, PORT: "0", LOG_LEVEL: "info" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await Promise.race([
    addressOf(child),
    once(child, "exit").then(() => {
      throw new Error("the server ended before it was up");
    }),
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error("the server did not start")), upWithinMs).unref();
    }),
  ]);
  return {
    url,
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

type LogLine = { readonly level: number; readonly msg: string; readonly address?: string };

/** Warnings of the log, and worse. */
const warning = 40;

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    if (!child.stdout) throw new Error("the server's output is not read");
    createInterface({ input: child.stdout }).on("line", (text) => {
      const line = JSON.parse(text) as LogLine;
      if (line.address) resolve(line.address);
      if (line.level >= warning) process.stderr.write(`${text}\n`);
    });
  });
}
