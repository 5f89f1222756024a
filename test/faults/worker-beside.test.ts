import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { realpath } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, it } from "vitest";
import { builtProgram } from "../support/built-program.ts";
import { type FreshDatabase, freshDatabase } from "../support/postgres.ts";
import { waitUntil } from "../support/wait-until.ts";

type LogLine = { readonly msg: string; readonly pid: number };

/** `billrun serve` with the lines of its log, and of the log of the worker beside it. */
type Serving = {
  readonly child: ChildProcess;
  readonly log: readonly LogLine[];
  /** What it says of errors, to whoever started it. */
  readonly said: readonly string[];
  readonly ended: Promise<unknown>;
};

let database: FreshDatabase;
let serving: Serving;
beforeEach(async () => {
  database = await freshDatabase();
  serving = await serve(database.url);
});
afterEach(async () => {
  serving.child.kill("SIGKILL");
  await serving.ended;
  for (const pid of workers())
    await waitUntil("the worker to end", async () => !isAlive(pid) || null);
  await database.drop();
});

async function serve(
  databaseUrl: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Serving> {
  const program = await realpath(await builtProgram());
  const child = spawn(process.execPath, [join(program, "billrun.js"), "serve"], {
    // Where no .env lies.
    cwd: program,
    env: {
      ...{ PATH: process.env["PATH"], DATABASE_URL: databaseUrl, PORT: "0" },
      ...{ SLACK_BOT_TOKEN: "xoxb-test", SLACK_SIGNING_SECRET: "0123456789abcdef" },
      SLACK_API_URL: "http://127.0.0.1:9/api/",
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  child.stderr.on("data", (text) => said.push(String(text)));
  const log: LogLine[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => log.push(JSON.parse(line)));
  return { child, log, said, ended: once(child, "exit") };
}

const lines = (message: string) => serving.log.filter(({ msg }) => msg === message);
const workers = () => lines("the worker is up").map(({ pid }) => pid);

async function isUp(count: number): Promise<number> {
  await waitUntil("server and worker", async () => {
    return (lines("billrun is up").length > 0 && workers().length === count) || null;
  });
  return workers().at(-1) ?? 0;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

it("a server works its jobs in a process beside it, and both end in good order", async () => {
  const pid = await isUp(1);
  expect(pid).not.toBe(serving.child.pid);
  serving.child.kill("SIGTERM");
  await serving.ended;
  expect(serving.child.exitCode).toBe(0);
  expect(isAlive(pid)).toBe(false);
});

it("a worker that dies is replaced", async () => {
  const first = await isUp(1);
  process.kill(first, "SIGKILL");
  const second = await isUp(2);
  expect(second).not.toBe(first);
  expect(lines("the worker beside the server died and is replaced")).toHaveLength(1);
});

it("a worker ends with its server, however that ends", async () => {
  const pid = await isUp(1);
  serving.child.kill("SIGKILL");
  await waitUntil("the worker to end", async () => !isAlive(pid) || null);
});

it("a server whose port is in use says so and ends, and leaves no worker behind", async () => {
  await isUp(1);
  const holder = createServer().listen(0, "127.0.0.1");
  await once(holder, "listening");
  const { port } = holder.address() as AddressInfo;
  const second = await serve(database.url, { PORT: String(port) });
  await second.ended;
  holder.close();
  expect(second.child.exitCode).toBe(1);
  expect(second.said.join("")).toContain(`Port ${port} is in use: set PORT to another`);
  expect(second.log).toEqual([]);
});
