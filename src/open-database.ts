import { join } from "node:path";
import { migrateQueue } from "./jobs/migrate-queue.ts";
import type { Settings } from "./settings.ts";
import { startEmbedded } from "./store/embedded.ts";
import { migrate } from "./store/migrate.ts";
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
