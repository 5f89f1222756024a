import { join } from "node:path";
import { pino } from "pino";
import type { OpenCompany, Root } from "./cli/root.ts";
import { answer, type HttpServer, startHttpServer } from "./http-server.ts";
import type { JobLog } from "./jobs/job-log.ts";
import { migrateQueue } from "./jobs/migrate-queue.ts";
import { startSchedule } from "./jobs/schedule.ts";
import { startWorker } from "./jobs/worker.ts";
import { ensureFirstAdmin } from "./operations/approvals/ensure-first-admin.ts";
import { type Clock, type Notifier, NotifierTrouble } from "./operations/ports.ts";
import type { World } from "./operations/world.ts";
import { readSettings, type Settings } from "./settings.ts";
import { createSlackApp } from "./slack/slack-app.ts";
import { createSlackNotifier } from "./slack/slack-notifier.ts";
import { openPool } from "./store/database.ts";
import { startEmbedded } from "./store/embedded.ts";
import { migrate } from "./store/migrate.ts";
import { openBooks } from "./store/open-books.ts";
import { unreachable } from "./store/unreachable.ts";

/** Something that was started and must be stopped. */
export type Running = { stop(): Promise<void> };

/** The company's database: the one that the settings name, or an embedded server. */
export type Database = Running & { readonly url: string };

/** Finds or starts the database, without touching what is in it. */
export async function openDatabase(settings: Settings): Promise<Database> {
  if (settings.DATABASE_URL !== undefined) {
    return { url: settings.DATABASE_URL, stop: async () => {} };
  }
  return startEmbedded(join(settings.BILLRUN_DATA_DIR, "postgres"));
}

/** Brings the tables of the queue and of the books up to date; safe to call at any time. */
export async function migrateDatabase(url: string): Promise<void> {
  try {
    await migrateQueue(url);
  } catch (error) {
    throw unreachable(url, error) ?? error;
  }
  await migrate(url);
}

/** The time of this machine. */
export const systemClock: Clock = { now: () => new Date() };

/** Where no Slack is connected: messages wait in the outbox for a worker that has one. */
const silentNotifier: Notifier = {
  showRunCard: () => Promise.reject(new NotifierTrouble(noSlack, 60_000, false)),
  postMilestone: () => Promise.reject(new NotifierTrouble(noSlack, 60_000, false)),
};
const noSlack = "this worker has no Slack: set SLACK_BOT_TOKEN to deliver messages here";

/** An open world with its books; `stop` closes the connections. */
export type OpenWorld = Running & { readonly world: World };

/** Opens the books of a migrated database. */
export async function openWorld(
  databaseUrl: string,
  clock: Clock = systemClock,
  notifier: Notifier = silentNotifier,
): Promise<OpenWorld> {
  const books = await openBooks(databaseUrl);
  return { world: { books, clock, notifier }, stop: () => books.close() };
}

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

/** Takes jobs and rings clocks until stopped; a process of its own or part of the server. */
export async function startWork(
  world: World,
  databaseUrl: string,
  log: JobLog,
  concurrency = 2,
): Promise<Running> {
  // For each job, for the news of jobs, and for the clocks.
  const pool = openPool(databaseUrl, concurrency + 3);
  const started: Running[] = [{ stop: () => pool.end() }];
  async function stop(): Promise<void> {
    for (const each of started.toReversed()) await each.stop();
  }
  try {
    const worker = await startWorker({ world, pool, concurrency, log });
    // Last of all, when it has no job any more: nobody needs to take anything over from it.
    const forget = () => world.books.write((tx) => tx.forgetWorkers([worker.id]));
    started.push({ stop: forget }, worker);
    started.push(await startSchedule({ world, pool, worker, log }));
    return { stop };
  } catch (error) {
    // A worker without a heartbeat would be taken for dead, and the process could not end.
    await stop();
    throw error;
  }
}

/** How the server reaches Slack. */
export type SlackConnection = {
  readonly botToken: string;
  readonly signingSecret: string;
  /** Slack's own unless set. */
  readonly slackApiUrl?: string | undefined;
};

/** What a server needs. */
export type ServerOptions = {
  readonly databaseUrl: string;
  readonly clock: Clock;
  readonly host: string;
  readonly port: number;
  readonly slack: SlackConnection;
  readonly log: ReturnType<typeof openLog>;
};

/** A running server: HTTP, Slack, jobs and clocks in one process. */
export type Server = Running & { readonly world: World; readonly http: HttpServer };

/** Starts everything over a migrated database. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { databaseUrl, clock, log } = options;
  const books = await openBooks(databaseUrl);
  // The world needs Slack as its notifier, and Slack's listeners need the world.
  let notifier: Notifier = silentNotifier;
  const world: World = {
    books,
    clock,
    notifier: {
      showRunCard: (...given) => notifier.showRunCard(...given),
      postMilestone: (...given) => notifier.postMilestone(...given),
    },
  };
  const slack = await createSlackApp({ world, ...options.slack, logger: log.log });
  notifier = slack.notifier;
  const work = await startWork(world, databaseUrl, log.jobLog);
  let ready = true;
  const http = await startHttpServer({
    host: options.host,
    port: options.port,
    routes: {
      "POST /slack/events": slack.handle,
      "GET /healthz": (_, response) => answer(response, 200, "ok\n"),
      "GET /readyz": async (_, response) => {
        const isReady = ready && (await reachesBooks(world));
        answer(response, isReady ? 200 : 503, isReady ? "ready\n" : "not ready\n");
      },
    },
    onError: (error) => log.log.error({ error: String(error) }, "a request failed"),
  });
  return {
    world,
    http,
    async stop() {
      ready = false;
      await http.stop();
      await work.stop();
      await slack.stop();
      await books.close();
    },
  };
}

async function reachesBooks(world: World): Promise<boolean> {
  try {
    await world.books.loadPolicy();
    return true;
  } catch {
    return false;
  }
}

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
  const { world, stop } = await openWorld(database.url, systemClock, notifierOf(settings));
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

function notifierOf(settings: Settings): Notifier {
  const { SLACK_BOT_TOKEN: botToken, SLACK_API_URL: slackApiUrl } = settings;
  if (botToken === undefined) return silentNotifier;
  const { log } = openLog(settings.LOG_LEVEL);
  return createSlackNotifier({ botToken, slackApiUrl, clock: systemClock, logger: log });
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
