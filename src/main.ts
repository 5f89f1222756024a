import type { OpenCompany, Root } from "./cli/root.ts";
import { migrateDatabase, openDatabase } from "./open-database.ts";
import { openLog } from "./open-log.ts";
import { type Connections, openWorld, systemClock } from "./open-world.ts";
import { ensureFirstAdmin } from "./operations/approvals/ensure-first-admin.ts";
import { readSettings, type Settings } from "./settings.ts";
import { createSlackNotifier } from "./slack/slack-notifier.ts";
import { type SlackConnection, startServer } from "./start-server.ts";
import { startWork } from "./start-work.ts";

/*
 * What the program does: settings → database → world → server, worker or one command.
 *
 *   open-log.ts  open-database.ts  open-world.ts  start-work.ts  start-server.ts
 *
 * These, this file and the sandbox's main.ts are the only ones that wire parts together.
 */

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
    serve: () => serve(readSettings(env, ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"])),
    work: () => work(readSettings(env)),
  };
}

async function openForCommand(settings: Settings): Promise<OpenCompany> {
  const database = await openDatabase(settings);
  await migrateDatabase(database.url);
  const { world, stop } = await openWorld(database.url);
  return {
    world,
    startWork: () => startWork(world, database.url, openLog("warn", "error").jobLog),
    async stop() {
      await stop();
      await database.stop();
    },
  };
}

/** Runs the server until the process is told to stop, then lets the jobs that run finish. */
async function serve(settings: Settings): Promise<void> {
  const told = toldToStop();
  const log = openLog(settings.LOG_LEVEL);
  const database = await openDatabase(settings);
  await migrateDatabase(database.url);
  const server = await startServer({
    databaseUrl: database.url,
    clock: systemClock,
    host: "0.0.0.0",
    port: settings.PORT,
    slack: slackConnection(settings),
    log,
  });
  if (settings.BILLRUN_ADMIN !== undefined) {
    await ensureFirstAdmin(server.world, settings.BILLRUN_ADMIN);
  }
  log.log.info({ address: settings.PUBLIC_URL ?? server.http.url }, "billrun is up");
  await told;
  await server.stop();
  await database.stop();
}

/** Runs a worker; it speaks to Slack too, since any worker may take a message to deliver. */
async function work(settings: Settings): Promise<void> {
  const told = toldToStop();
  const log = openLog(settings.LOG_LEVEL);
  const database = await openDatabase(settings);
  await migrateDatabase(database.url);
  const { world, stop } = await openWorld(database.url, systemClock, () => connectionsOf(settings));
  try {
    const working = await startWork(world, database.url, log.jobLog);
    log.log.info("the worker is up");
    await told;
    await working.stop();
  } finally {
    await stop();
    await database.stop();
  }
}

function connectionsOf(settings: Settings): Partial<Connections> {
  const { SLACK_BOT_TOKEN: botToken, SLACK_API_URL: slackApiUrl } = settings;
  if (botToken === undefined) return {};
  const { log } = openLog(settings.LOG_LEVEL);
  return {
    notifier: createSlackNotifier({ botToken, slackApiUrl, clock: systemClock, logger: log }),
  };
}

/** Asked before anything starts, so that a process that is told early stops in good order, too. */
function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    // Kept: npm passes a terminal's Ctrl-C on, so it comes twice; the second must not kill.
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => resolve());
  });
}

function slackConnection(settings: Settings): SlackConnection {
  const { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret } = settings;
  if (botToken === undefined || signingSecret === undefined) {
    throw new Error("serve was started without its Slack settings");
  }
  return { botToken, signingSecret, slackApiUrl: settings.SLACK_API_URL };
}

function withoutPassword(url: string): string {
  const shown = new URL(url);
  shown.password = "";
  return shown.href;
}
