import type { Running } from "./open-database.ts";
import { type Clock, type Notifier, NotifierTrouble, type Outside } from "./operations/ports.ts";
import type { World } from "./operations/world.ts";
import { openBooks } from "./store/open-books.ts";

/** The time of this machine. */
export const systemClock: Clock = { now: () => new Date() };

/** The ways out of a world; a process that has none of them can still work. */
export type Connections = Omit<World, "books" | "clock">;

const noSlack = "this worker has no Slack: set SLACK_BOT_TOKEN to deliver messages here";

/** Where no Slack is connected: messages wait in the outbox for a worker that has one. */
const silentNotifier: Notifier = {
  pace: { gapMs: 0, burst: 1 },
  postCard: () => Promise.reject(new NotifierTrouble(noSlack, 60_000, false)),
  editCard: () => Promise.reject(new NotifierTrouble(noSlack, 60_000, false)),
  post: () => Promise.reject(new NotifierTrouble(noSlack, 60_000, false)),
  uploadFile: () => Promise.reject(new NotifierTrouble(noSlack, 60_000, false)),
  shareFile: () => Promise.reject(new NotifierTrouble(noSlack, 60_000, false)),
};

const nothingOutside: Outside = {
  check: async () => [
    {
      what: "Slack",
      // A company may bill from the command line alone.
      isFine: true,
      text: "No Slack is connected here.",
      remedy: "Set SLACK_BOT_TOKEN, or install the app with SLACK_CLIENT_ID; see .env.example.",
    },
  ],
};

/** No way out at all. */
export const disconnected: Connections = { notifier: silentNotifier, outside: nothingOutside };

/** An open world with its books; `stop` closes the connections. */
export type OpenWorld = Running & { readonly world: World };

/** Opens the books of a migrated database; `connect` gives the ways out that there are. */
export async function openWorld(
  databaseUrl: string,
  clock: Clock = systemClock,
  connect: (world: World) => Partial<Connections> = () => ({}),
): Promise<OpenWorld> {
  const books = await openBooks(databaseUrl);
  const world: World = { books, clock, ...disconnected };
  return { world: Object.assign(world, connect(world)), stop: () => books.close() };
}
