import { programVersion } from "./cli/program-version.ts";
import { answer, type HttpServer, type Route, startHttpServer } from "./http-server.ts";
import { metricsPage, metricsType } from "./metrics-page.ts";
import type { Running } from "./open-database.ts";
import type { openLog } from "./open-log.ts";
import { type Connections, openWorld } from "./open-world.ts";
import type { WorkCounts } from "./operations/doctor/doctor-books.ts";
import type { Clock } from "./operations/ports.ts";
import type { World } from "./operations/world.ts";
import { createSlackApp, type SlackApp } from "./slack/slack-app.ts";
import type { SlackSettings } from "./slack-access.ts";
import { startWork } from "./start-work.ts";
import { startWorkerProcess } from "./start-worker-process.ts";

/** What a server needs. */
export type ServerOptions = {
  readonly databaseUrl: string;
  readonly clock: Clock;
  readonly host: string;
  readonly port: number;
  readonly slack: SlackSettings;
  readonly log: ReturnType<typeof openLog>;
  /** Whether jobs are worked in this process, which has the only clock, or in one beside it. */
  readonly work: "inside" | "beside";
};

/** A running server: HTTP, Slack, and whoever works the jobs and rings the clocks. */
export type Server = Running &
  Pick<SlackApp, "findPerson"> & { readonly world: World; readonly http: HttpServer };

/** Starts everything over a migrated database; where that fails, nothing of it stays. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const started: Running[] = [];
  try {
    return await start(options, started);
  } catch (error) {
    for (const part of started.reverse()) await part.stop();
    throw error;
  }
}

/** `started` is told of each part, so that what follows may fail. */
async function start(options: ServerOptions, started: Running[]): Promise<Server> {
  const { databaseUrl, clock, log } = options;
  const books = await openWorld(databaseUrl, clock);
  started.push(books);
  const { world } = books;
  const slack = await createSlackApp({ world, ...options.slack, logger: log.log });
  started.push(slack);
  // Slack's listeners need the world, and the world needs Slack as its way out.
  const { notifier, outside } = slack;
  const connections: Partial<Connections> = { notifier, outside };
  Object.assign(world, connections);
  let ready = true;
  const isReady = async () => ready && slack.isReady() && (await reachesBooks(world));
  // The door comes first: where it can't be opened, no worker begins what it could not end.
  const http = await startHttpServer({
    host: options.host,
    port: options.port,
    routes: { ...slack.routes, ...watchRoutes(world, slack, isReady) },
    onError: (error) => log.log.error({ error: String(error) }, "a request failed"),
  });
  started.push(http);
  const work =
    options.work === "beside"
      ? startWorkerProcess(databaseUrl, log.jobLog)
      : await startWork(world, databaseUrl, log.jobLog);
  started.push(work);
  await slack.start();
  return {
    world,
    http,
    findPerson: slack.findPerson,
    async stop() {
      ready = false;
      await http.stop();
      await work.stop();
      await slack.stop();
      await books.stop();
    },
  };
}

/** What is asked by whoever watches the server; it tells nothing of customers. */
function watchRoutes(
  world: World,
  { deliveries }: SlackApp,
  isReady: () => Promise<boolean>,
): Readonly<Record<string, Route>> {
  const startedAt = new Date();
  return {
    "GET /healthz": (_, response) => answer(response, 200, "ok\n"),
    "GET /readyz": async (_, response) => {
      const isUp = await isReady();
      answer(response, isUp ? 200 : 503, isUp ? "ready\n" : "not ready\n");
    },
    "GET /metrics": async (_, response) => {
      const [isUp, work] = [await isReady(), await countWork(world)];
      const facts = { startedAt, isReady: isUp, deliveries, work, version: programVersion() };
      response.writeHead(200, { "content-type": metricsType });
      response.end(metricsPage(facts));
    },
  };
}

/** Null while the database does not answer: the rest of the page stands. */
async function countWork({ books, clock }: World): Promise<WorkCounts | null> {
  try {
    return await books.countWork(clock.now());
  } catch {
    return null;
  }
}

async function reachesBooks(world: World): Promise<boolean> {
  try {
    await world.books.loadPolicy();
    return true;
  } catch {
    return false;
  }
}
