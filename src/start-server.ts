import { programVersion } from "./cli/program-version.ts";
import { answer, type HttpServer, startHttpServer } from "./http-server.ts";
import { metricsPage, metricsType } from "./metrics-page.ts";
import type { Running } from "./open-database.ts";
import type { openLog } from "./open-log.ts";
import { type Connections, openWorld } from "./open-world.ts";
import type { WorkCounts } from "./operations/doctor/doctor-books.ts";
import type { Clock } from "./operations/ports.ts";
import type { World } from "./operations/world.ts";
import { createSlackApp } from "./slack/slack-app.ts";
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
export type Server = Running & { readonly world: World; readonly http: HttpServer };

/** Starts everything over a migrated database. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { databaseUrl, clock, log } = options;
  const { world, stop: closeBooks } = await openWorld(databaseUrl, clock);
  const slack = await createSlackApp({ world, ...options.slack, logger: log.log });
  // Slack's listeners need the world, and the world needs Slack as its way out.
  const { notifier, outside } = slack;
  const connections: Partial<Connections> = { notifier, outside };
  Object.assign(world, connections);
  const work =
    options.work === "beside"
      ? startWorkerProcess(databaseUrl, log.jobLog)
      : await startWork(world, databaseUrl, log.jobLog);
  let ready = true;
  const isReady = async () => ready && slack.isReady() && (await reachesBooks(world));
  const startedAt = new Date();
  const http = await startHttpServer({
    host: options.host,
    port: options.port,
    routes: {
      ...slack.routes,
      "GET /healthz": (_, response) => answer(response, 200, "ok\n"),
      "GET /readyz": async (_, response) => {
        const isUp = await isReady();
        answer(response, isUp ? 200 : 503, isUp ? "ready\n" : "not ready\n");
      },
      "GET /metrics": async (_, response) => {
        const [isUp, work] = [await isReady(), await countWork(world)];
        const facts = { startedAt, isReady: isUp, deliveries: slack.deliveries, work };
        response.writeHead(200, { "content-type": metricsType });
        response.end(metricsPage({ ...facts, version: programVersion() }));
      },
    },
    onError: (error) => log.log.error({ error: String(error) }, "a request failed"),
  });
  await slack.start();
  return {
    world,
    http,
    async stop() {
      ready = false;
      await http.stop();
      await work.stop();
      await slack.stop();
      await closeBooks();
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
