import { availableParallelism } from "node:os";
import type { OpenCompany, Root } from "./cli/root.ts";
import { migrateDatabase, openDatabase } from "./open-database.ts";
import { openLog } from "./open-log.ts";
import { type Connections, openWorld, systemClock } from "./open-world.ts";
import { ensureFirstAdmin } from "./operations/members/ensure-first-admin.ts";
import type { World } from "./operations/world.ts";
import { readServerSettings, readSettings, type Settings } from "./settings.ts";
import { connectSlack } from "./slack/connect-slack.ts";
import type { SlackLog } from "./slack/slack-log.ts";
import { slackSettings } from "./slack-access.ts";
import { startServer } from "./start-server.ts";
import { startWork } from "./start-work.ts";

/*
 * What the program does: settings → database → world → server, worker or one command.
 *
 *   open-log.ts  open-database.ts  open-world.ts  start-work.ts  start-worker-process.ts
 *   start-server.ts  slack-access.ts
 *
 * These, this file and the sandbox's main.ts are the only ones that wire parts together.
 */

/** A command works its own run beside whatever else is at work. */
const jobsOfCommand = 2;

/** What the command line is given: each verb opens only what it needs. */
export function commandRoot(env: Readonly<Record<string, string | undefined>>): Root {
  return {
    open: () => openForCommand(readSettings(env)),
    async migrate() {
      const database = await openDatabase(readSettings(env));
      try {
        await migrateDatabase(database.url);
        return `The tables of ${withoutPassword(database.url)} are up to date.`;
      } finally {
        await database.stop();
      }
    },
    serve: () => serve(readServerSettings(env)),
    work: () => work(readSettings(env)),
  };
}

async function openForCommand(settings: Settings): Promise<OpenCompany> {
  const database = await openDatabase(settings);
  await migrateDatabase(database.url);
  const { log, jobLog } = openLog("warn", "error");
  const { world, stop } = await openWorld(database.url, systemClock, (made) => {
    const { outside } = connectionsOf(settings, made, log);
    // What a command queues for Slack waits for the server, which keeps Slack's pace.
    return outside ? { outside } : {};
  });
  return {
    world,
    startWork: () => startWork(world, database.url, jobLog, jobsOfCommand, "own"),
    async stop() {
      await stop();
      await database.stop();
    },
  };
}

/** Runs the server until the process is told to stop, then lets the jobs that run finish. */
async function serve(settings: Settings): Promise<void> {
  const told = toldToStop();
  const slack = slackSettings(settings);
  if (slack === null) throw new Error("serve was started without its Slack settings");
  const log = openLog(settings.LOG_LEVEL);
  const database = await openDatabase(settings);
  // What was started is stopped however this ends: a process that failed to start must not stay.
  try {
    await migrateDatabase(database.url);
    const server = await startServer({
      databaseUrl: database.url,
      clock: systemClock,
      host: "0.0.0.0",
      port: settings.PORT,
      slack,
      log,
      work: "beside",
    });
    try {
      if (settings.BILLRUN_ADMIN !== undefined) {
        await ensureFirstAdmin(server.world, settings.BILLRUN_ADMIN, server.findPerson);
      }
      log.log.info({ address: settings.PUBLIC_URL ?? server.http.url }, "billrun is up");
      await told;
    } finally {
      await server.stop();
    }
  } finally {
    await database.stop();
  }
}

/** Runs a worker; it speaks to Slack too, since any worker may take a message to deliver. */
async function work(settings: Settings): Promise<void> {
  const told = toldToStop();
  const log = openLog(settings.LOG_LEVEL);
  const database = await openDatabase(settings);
  try {
    await migrateDatabase(database.url);
    await workOn(database.url, settings, log, told);
  } finally {
    await database.stop();
  }
}

async function workOn(
  databaseUrl: string,
  settings: Settings,
  log: ReturnType<typeof openLog>,
  told: Promise<void>,
): Promise<void> {
  const { world, stop } = await openWorld(databaseUrl, systemClock, (made) =>
    connectionsOf(settings, made, log.log),
  );
  try {
    const working = await startWork(world, databaseUrl, log.jobLog, jobsAtOnce());
    log.log.info("the worker is up");
    await told;
    await working.stop();
  } finally {
    await stop();
  }
}

/** What the settings let a process without a door say to Slack, and ask of it. */
function connectionsOf(settings: Settings, world: World, logger: SlackLog): Partial<Connections> {
  const slack = slackSettings(settings);
  if (slack === null) return {};
  const { notifier, outside } = connectSlack({ world, ...slack, logger });
  return { notifier, outside: outside() };
}

/** Two keep a core busy while PostgreSQL works; beside a server, a core is left to it. */
function jobsAtOnce(): number {
  return process.connected && availableParallelism() <= 2 ? 1 : 2;
}

/** Asked before anything starts, so that a process that is told early stops in good order, too. */
function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    // Kept: npm passes a terminal's Ctrl-C on, so it comes twice; the second must not kill.
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => resolve());
    // A worker beside a server ends with it, however the server ends.
    process.once("disconnect", () => resolve());
    process.channel?.unref();
  });
}

function withoutPassword(url: string): string {
  const shown = new URL(url);
  shown.password = "";
  return shown.href;
}
