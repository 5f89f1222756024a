import type { OpenCompany, Root } from "./cli/root.ts";
import { migrateDatabase, openDatabase } from "./open-database.ts";
import { openLog } from "./open-log.ts";
import { type Connections, openWorld, systemClock } from "./open-world.ts";
import { ensureFirstAdmin } from "./operations/members/ensure-first-admin.ts";
import type { World } from "./operations/world.ts";
import { readSettings, type Settings } from "./settings.ts";
import { connectSlack, type SlackAccess } from "./slack/connect-slack.ts";
import { type SlackSettings, startServer } from "./start-server.ts";
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
    slack: slackSettings(settings),
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
  const { world, stop } = await openWorld(database.url, systemClock, (made) =>
    connectionsOf(settings, made),
  );
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

/** A worker has no door for Slack, but speaks to it. */
function connectionsOf(settings: Settings, world: World): Partial<Connections> {
  const access = slackAccess(settings);
  if (access === null) return {};
  const { log: logger } = openLog(settings.LOG_LEVEL);
  const { SLACK_API_URL: slackApiUrl } = settings;
  const { notifier } = connectSlack({ world, access, slackApiUrl, logger });
  return { notifier };
}

function slackAccess({ SLACK_BOT_TOKEN: botToken }: Settings): SlackAccess | null {
  return botToken === undefined ? null : { botToken };
}

/** Asked before anything starts, so that a process that is told early stops in good order, too. */
function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    // Kept: npm passes a terminal's Ctrl-C on, so it comes twice; the second must not kill.
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => resolve());
  });
}

function slackSettings(settings: Settings): SlackSettings {
  const { SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: slackApiUrl } = settings;
  const access = slackAccess(settings);
  if (access === null || signingSecret === undefined) {
    throw new Error("serve was started without its Slack settings");
  }
  return { access, signingSecret, slackApiUrl };
}

function withoutPassword(url: string): string {
  const shown = new URL(url);
  shown.password = "";
  return shown.href;
}
